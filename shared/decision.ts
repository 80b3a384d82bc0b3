/** A decision as it travels from a visitor's browser to the collector (DESIGN section 4). */
import * as v from 'valibot';
import { type Answer, answers } from './answer.ts';
import { takenOver } from './takeover.ts';
import { idPattern, key, language, uuid7 } from './text.ts';

/** How a decision was made; must agree with the answers (`agrees`). */
export const hows = ['accept_all', 'reject_all', 'save', 'grant_one', 'withdraw_all'] as const;
export type How = (typeof hows)[number];

/** Where it was made; `takeover`: on another tool's banner, and taken over. The ledger keeps the place: add at the end. */
export const surfaces = ['banner', 'preferences', 'placeholder', 'own_page', 'api', 'takeover'] as const;
export type Surface = (typeof surfaces)[number];

/** The signals a browser may have sent when the visitor chose (FACTS section 3). */
export const signals = ['gpc', 'dnt'] as const;
export type Signal = (typeof signals)[number];

/** The latest time a browser's clock can say (the end of year 9999), in Unix milliseconds. */
const endOfTime = 253402300799999;

/** Purposes that one act may answer. */
const most = 32;

const isByPurpose = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).length <= most &&
  Object.keys(value).every((purpose) => idPattern.test(purpose));

// v.record drops keys such as "constructor" silently; a purpose that nobody asked about must be refused instead.
const byPurpose = <T>(allowed: (value: unknown) => value is T, member: object, message: string) =>
  v.pipe(
    v.custom<Record<string, T>>(
      (value) => isByPurpose(value) && Object.values(value).every((one) => allowed(one)),
      message,
    ),
    // How the OpenAPI document says it.
    v.metadata({
      jsonSchema: {
        type: 'object',
        propertyNames: { pattern: idPattern.source },
        additionalProperties: member,
        minProperties: 1,
        maxProperties: most,
      },
    }),
  );

const isAnswer = (value: unknown): value is Answer => answers.includes(value as Answer);
const isTerms = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 1_000_000;

/** One act of a visitor. `id` is made in the browser, so that a resend is known as one. */
export const decision = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  id: uuid7,
  /** When, by the browser's clock, in Unix milliseconds: evidence, never an order. */
  at: v.pipe(
    v.number('Expected Unix milliseconds.'),
    v.safeInteger('Expected Unix milliseconds.'),
    v.minValue(0, 'Expected Unix milliseconds.'),
    v.maxValue(endOfTime, 'Expected Unix milliseconds.'),
  ),
  /** Version of the notice that was shown; of one taken over, the notice that it was matched with, which was not shown. */
  notice: v.pipe(
    v.string('Expected a notice version.'),
    v.regex(/^[A-Za-z0-9_-]{43}$/, 'Not a notice version.'),
  ),
  language,
  answers: byPurpose(
    isAnswer,
    { enum: answers },
    'Expected "granted" or "denied" for each purpose asked, at least one.',
  ),
  /** The terms answered, for the same purposes. */
  terms: byPurpose(
    isTerms,
    { type: 'integer', minimum: 1 },
    'Expected the terms, a positive integer, for each purpose asked.',
  ),
  how: v.picklist(hows, `Expected one of: ${hows.join(', ')}.`),
  surface: v.picklist(surfaces, `Expected one of: ${surfaces.join(', ')}.`),
  /** With that surface: from which tool, and when it was given there. */
  takeover: v.optional(takenOver),
  signal: v.optional(v.picklist(signals, `Expected one of: ${signals.join(', ')}.`)),
  visitorKey: v.optional(key),
  sequence: v.optional(
    v.pipe(
      v.number('Expected a positive integer.'),
      v.safeInteger('Expected a positive integer.'),
      v.minValue(1, 'Expected a positive integer.'),
    ),
  ),
});

export type Decision = v.InferOutput<typeof decision>;

/** Whether `how` can have led to these answers. */
export const agrees = (how: How, given: readonly Answer[]): boolean => {
  switch (how) {
    case 'accept_all':
      return given.every((answer) => answer === 'granted');
    case 'reject_all':
    case 'withdraw_all':
      return given.every((answer) => answer === 'denied');
    case 'grant_one':
      return given.length === 1 && given[0] === 'granted';
    case 'save':
      return true;
    default:
      return how satisfies never;
  }
};
