/** A visit as the browser reports it: the rest is read from the request's headers, under a live grant only. */
import * as v from 'valibot';
import { key, text, uuid7 } from './text.ts';

export const visit = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  id: uuid7,
  visitorKey: key,
  /** Path of the page, without query or fragment. What follows `?` or `#` is cut by the collector. */
  page: v.pipe(text(2048), v.startsWith('/', 'A page is a path that begins with "/".')),
  /** `document.referrer`, of which only the origin is kept; empty when there is none. */
  referrer: text(2048),
});

export type Visit = v.InferOutput<typeof visit>;
