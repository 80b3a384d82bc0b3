/** Taking over, once, the choices that another tool has kept: which tools, and what an owner says of them. */
import * as v from 'valibot';
import { filled, id } from './text.ts';

/** The tools whose cookies can be read. The ledger keeps their place in this list: add at the end. */
export const tools = ['vanilla-cookieconsent', 'klaro', 'cookiebot', 'onetrust'] as const;
export type Tool = (typeof tools)[number];

const whole = (least: number, most: number) =>
  v.pipe(
    v.number(`Expected a whole number of ${least} to ${most}.`),
    v.safeInteger(`Expected a whole number of ${least} to ${most}.`),
    v.minValue(least, `At least ${least}.`),
    v.maxValue(most, `At most ${most}.`),
  );

/** What a decision that was taken over says of where it comes from. */
export const takenOver = v.object({
  from: v.picklist(tools, `Expected one of: ${tools.join(', ')}.`),
  /** When the visitor answered there, or not before, in Unix milliseconds; absent where its cookie does not tell. */
  given: v.optional(whole(0, 253402300799999)),
});

const day = v.pipe(
  v.string('Expected a day.'),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'A day looks like "2026-11-22".'),
  v.check(
    (value) => new Date(`${value}T00:00Z`).toJSON()?.startsWith(value) ?? false,
    'There is no such day.',
  ),
);

/** As the owner turns it on. Without it nothing is ever read from another tool's cookie. */
export const takeover = v.object({
  from: takenOver.entries.from,
  /** Name of its cookie, where that is not the tool's own. */
  cookie: v.optional(v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, 'Not a cookie name.'))),
  /** The day on which Lupa took its place: what was answered there later does not count. Never to be moved. */
  replaced: day,
  /** For a cookie without a date (klaro): how many days it lasts, so that it cannot be older. */
  days: v.optional(whole(1, 365)),
  /** Where the tool counts its own terms: the count under which answers are taken. */
  revision: v.optional(whole(0, 1_000_000)),
  /** By purpose: the tool's categories that were asked for the same, and the purpose's terms that they match. */
  purposes: v.record(
    id,
    v.object({
      categories: v.pipe(v.array(filled(100)), v.minLength(1, 'At least one category.'), v.maxLength(32)),
      terms: whole(1, 1_000_000),
    }),
    'Expected what is taken over, by purpose.',
  ),
});
