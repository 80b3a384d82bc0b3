/** Feedback of a customer (R28). */
import { filled } from '../text.ts';
import { maybe, reference, time, word } from './member.ts';

export const feedback = {
  person: reference,
  received: time,
  /** By which way it came: `email`, `phone`, `form`, … */
  channel: word,
  body: filled(20_000),
  answered: maybe(time),
};
