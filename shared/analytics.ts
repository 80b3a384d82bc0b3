/** What the measuring module sends under a live grant of analytics: a page's events, to be reduced before anything else. */
import * as v from 'valibot';
import { key, text, uuid7 } from './text.ts';

/** Events in one batch: as many as one request to Google may hold. */
export const mostEvents = 25;
/** Parameters of one event. */
export const mostParameters = 25;

/** Half an hour without an event ends a session, as Google counts them; milliseconds. */
export const sessionPause = 30 * 60 * 1000;

/** Name in localStorage of the session that a browser is measured in, kept since a grant and removed with it. */
export const sessionName = (site: string): string => `lupa:${site}:session`;

/** Characters that are taken of a title, and of a page: one as long as that may have been cut. */
export const longestGiven = 1000;
export const longestGivenPage = 2048;

/** Longer text is cut, not refused: a page's own event must not take others with it. */
const cut = (most: number) =>
  v.pipe(
    text(16_384),
    v.transform((long) => long.slice(0, most)),
  );

/** Milliseconds, at most so many; a clock that was set back gives no negative ones. */
const milliseconds = (most: number) =>
  v.pipe(
    v.number(),
    v.finite(),
    v.transform((given) => Math.min(Math.max(0, Math.round(given)), most)),
  );

/** What counts as a file: the extensions of Google's enhanced measurement. */
const file =
  /^(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp(s|t|tx)|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma)$/i;

/** The browser tells of whatever may be a file, for the list is long. */
const isDownload = ({ name, params }: v.InferOutput<typeof measured>): boolean =>
  name !== 'file_download' || file.test(`${params['file_extension']}`);

export const measured = v.object({
  /** Made by the browser for each event: one that comes twice is kept once. */
  id: uuid7,
  name: cut(100),
  /** Milliseconds from the event until it was sent: the browser's clock is not asked. */
  age: milliseconds(72 * 60 * 60 * 1000),
  /** Path of the page, with the query parameters that the site allows; the collector cuts again. */
  page: v.pipe(cut(longestGivenPage), v.startsWith('/', 'A page is a path that begins with "/".')),
  /** May be longer than what is kept: the collector searches it before it shortens it. Our module sends 200. */
  title: v.optional(cut(longestGiven), ''),
  /** Origin of the page before; empty when there is none. */
  referrer: v.optional(cut(2048), ''),
  /** Milliseconds that the page was in view and in front since the event before. */
  engaged: v.optional(milliseconds(24 * 60 * 60 * 1000), 0),
  params: v.optional(
    v.pipe(
      v.record(text(200), v.union([cut(2000), v.pipe(v.number(), v.finite()), v.boolean()])),
      // One event of too many must not take the others with it.
      v.transform((all) => Object.fromEntries(Object.entries(all).slice(0, 100))),
    ),
    {},
  ),
});

export const analytics = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  visitorKey: key,
  session: v.object({
    /** When it began by the browser's clock, Unix milliseconds: only ever hashed with the visitor. */
    began: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** Whether this batch begins it. */
    starts: v.optional(v.boolean(), false),
  }),
  /** Width and height of the screen in CSS pixels; kept as a class of sizes. */
  screen: v.optional(v.tuple([milliseconds(100_000), milliseconds(100_000)])),
  events: v.pipe(
    v.array(measured),
    v.minLength(1, 'At least one event.'),
    v.maxLength(mostEvents, `At most ${mostEvents} events.`),
    // May leave none.
    v.transform((events) => events.filter(isDownload)),
  ),
});

export type Analytics = v.InferOutput<typeof analytics>;
export type AnalyticsInput = v.InferInput<typeof analytics>;
export type Measured = Analytics['events'][number];
