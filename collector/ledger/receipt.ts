/** The receipt of a decision: enough to check it against the ledger without asking anyone. */
import type { Receipt } from '../../shared/receipt.ts';
import { toBase64url } from '../bytes.ts';

/** Made from the row alone, so that a resend is answered with the same bytes. */
export const receiptOf = (
  row: { number: number; received: number; digest: Uint8Array; body: string; salt: Uint8Array },
  controller: string,
  notice: string,
): Receipt => ({
  v: 1,
  number: row.number,
  received: row.received,
  controller,
  notice,
  body: row.body,
  salt: toBase64url(row.salt),
  digest: toBase64url(row.digest),
});
