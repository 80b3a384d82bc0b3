/** A line of a service's log about a person (R34). Kept for 90 days. */
import { filled } from '../text.ts';
import { maybe, reference, time, word } from './member.ts';

export const serviceLog = {
  person: reference,
  service: word,
  /** What the service wrote. Secrets and whole addresses are taken out of it before it is kept. */
  line: filled(2000),
  /** Anonymised at the edge: the whole address is kept nowhere. */
  address: maybe(filled(64)),
  logged: time,
};
