/** A flag that a licence may be misused (R31): raised by the collector, resolved by staff. */
import { filled } from '../text.ts';
import { maybe, time } from './member.ts';

export const misuseFlag = {
  resolved: maybe(time),
  /** What it turned out to be. */
  resolution: maybe(filled(1000)),
};
