/** A payment or a sale (R32, R33): a voucher of the books. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time, whole, word } from './member.ts';

export const transactionKinds = ['payment', 'sale'] as const;

export const transaction = {
  kind: v.picklist(transactionKinds, `Expected one of: ${transactionKinds.join(', ')}.`),
  person: maybe(reference),
  organisation: maybe(reference),
  /** The number of the invoice or the payment: one of each kind. */
  reference: filled(100),
  /** In cents; what is paid back is below nothing. */
  amount: whole(-1_000_000_000_000, 1_000_000_000_000),
  currency: v.pipe(
    v.string('Expected a currency.'),
    v.regex(/^[A-Z]{3}$/, 'A currency is three capital letters (ISO 4217).'),
  ),
  productGroup: maybe(word),
  description: maybe(filled(500)),
  occurred: time,
};
