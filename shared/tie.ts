/** Tying a person to a visitor, and ending it (DESIGN section 3, *tie*). */
import * as v from 'valibot';
import { key } from './text.ts';

/** `token` is the EdDSA JWS that the site's own server signed for this visitor and person. */
export const tie = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  visitorKey: key,
  token: v.pipe(v.string('Expected a token.'), v.maxLength(4096, 'A token has at most 4096 characters.')),
});

export type Tie = v.InferOutput<typeof tie>;

/** Ending a tie changes the visitor key: the live consents move to the new one. */
export const tieEnd = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  visitorKey: key,
  newVisitorKey: key,
});

export type TieEnd = v.InferOutput<typeof tieEnd>;
