/** A licence of a product such as ELMAS: its key, its holder, seats and validity (R30). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time, whole, word } from './member.ts';

/** However it is typed: compared without case, blanks and dashes. */
export const licenceKey = v.pipe(
  filled(100),
  v.regex(/[\p{L}\p{N}]/u, 'A licence key has letters or digits.'),
);

export const licence = {
  product: word,
  licenceKey,
  organisation: maybe(reference),
  person: maybe(reference),
  /** On how many devices it may be active at a time. */
  seats: whole(1, 1_000_000),
  validFrom: time,
  /** From this moment on it does not hold any more. */
  validUntil: maybe(time),
  revoked: maybe(time),
};
