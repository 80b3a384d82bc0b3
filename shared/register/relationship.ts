/** A customer relationship: of an organisation, a person, or a person at an organisation (R26, R27). */
import { filled } from '../text.ts';
import { maybe, reference, time } from './member.ts';

export const relationship = {
  organisation: maybe(reference),
  person: maybe(reference),
  /** Which contract: its number or title. */
  contract: filled(200),
  started: time,
  ended: maybe(time),
};
