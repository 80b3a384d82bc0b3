/** The copy of a consent record that the visitor keeps (ISO/IEC TS 27560; GDPR 7(1)). */
import * as v from 'valibot';
import { key, uuid7 } from './text.ts';

export const receipt = v.object({
  v: v.literal(1),
  /** Number of the row in the controller's ledger. */
  number: v.number(),
  /** When the collector received it, Unix milliseconds by its own clock. */
  received: v.number(),
  /** Name of the controller. */
  controller: v.string(),
  /** Version of the notice that was shown. */
  notice: v.string(),
  /** The row's body, byte for byte. */
  body: v.string(),
  /** 16 random bytes, base64url. */
  salt: v.string(),
  /** base64url of `sha256(salt ‖ body)`. */
  digest: v.string(),
});

export type Receipt = v.InferOutput<typeof receipt>;

/** What answers a decision: with a visitor key all three, without one only `id`. The same bytes on every resend. */
export const acknowledgement = v.object({
  id: v.string(),
  visitor: v.optional(v.string()),
  receipt: v.optional(receipt),
});

export type Acknowledgement = v.InferOutput<typeof acknowledgement>;

/** How a recorded decision is asked for again: by whoever holds the browser's key. */
export const receiptRequest = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  visitorKey: key,
  /** The decision's id. */
  id: uuid7,
  /** The consent record or the receipt as JSON-LD, or the receipt as a page to print. */
  as: v.picklist(['record', 'receipt', 'page'], 'Expected "record", "receipt" or "page".'),
});
