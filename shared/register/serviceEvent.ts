/** Something that was done for a customer: support, maintenance, training. */
import { filled } from '../text.ts';
import { maybe, reference, time, word } from './member.ts';

export const serviceEvent = {
  person: maybe(reference),
  organisation: maybe(reference),
  kind: word,
  description: filled(4000),
  occurred: time,
};
