/** Audits of the processing and what they cost (GDPR 28(3)(h)), as they are agreed. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, time, whole, word } from './member.ts';

/** A day in Helsinki. */
const day = v.pipe(
  v.string('Expected a day.'),
  v.regex(/^\d{4}-\d\d-\d\d$/, 'A day is written as 2026-11-23.'),
  v.check((value) => {
    const at = Date.parse(`${value}T00:00:00Z`);
    return Number.isFinite(at) && new Date(at).toISOString().startsWith(value);
  }, 'There is no such day.'),
);

export const units = ['hour', 'day', 'piece', 'once'] as const;

/** A version of the price list. */
export const priceList = {
  /** From when on it is in force. */
  since: time,
  currency: v.pipe(
    v.string('Expected a currency.'),
    v.regex(/^[A-Z]{3}$/, 'A currency is three letters such as EUR.'),
  ),
  lines: v.pipe(
    v.array(
      v.object({
        item: word,
        name: filled(200),
        unit: v.picklist(units, `Expected one of: ${units.join(', ')}.`),
        /** In hundredths: 12000 is 120.00. */
        price: whole(0, 100_000_000),
      }),
    ),
    v.minLength(1, 'At least one line.'),
    v.maxLength(200, 'At most 200 lines.'),
    v.check(
      (lines) => new Set(lines.map(({ item }) => item)).size === lines.length,
      'An item is priced once.',
    ),
  ),
};
export interface PriceLine {
  item: string;
  name: string;
  unit: (typeof units)[number];
  price: number;
}

const visiting = { auditor: filled(300), scope: filled(4000), visit: day, days: v.optional(whole(1, 60), 1) };

export const newAudit = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('customer'),
      ...visiting,
      /** What of the price list is used, and how much of it. */
      items: v.optional(
        v.pipe(
          v.array(v.object({ item: word, quantity: whole(1, 10_000) })),
          v.maxLength(200, 'At most 200 items.'),
        ),
        [],
      ),
    }),
    v.object({
      kind: v.literal('authority'),
      ...visiting,
      /** The law by which they act. */
      reference: filled(300),
    }),
  ],
  'Expected "customer" or "authority".',
);
export type NewAudit = v.InferOutput<typeof newAudit>;

/** Who agrees says what they were shown. */
export const agreement = v.object({
  total: whole(0, 1_000_000_000_000),
  priceList: maybe(whole(1, 1_000_000)),
});

/** An auditor's account. */
export const newAuditor = v.object({
  name: filled(200),
  /** When they committed themselves to confidentiality, or their office does. */
  committed: time,
});
