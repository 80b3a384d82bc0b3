/** The activation of a licence on a device (R31). */
import { filled } from '../text.ts';
import { maybe, reference, time } from './member.ts';

export const activation = {
  licence: reference,
  /** Who used it; where nobody is named, the licence's holder if that is a person alone. */
  person: maybe(reference),
  /** Anonymised at the edge: the whole address is kept nowhere. */
  address: maybe(filled(64)),
  activated: time,
  ended: maybe(time),
};

/** What the device calls itself. Only a keyed hash of it is kept. */
export const device = filled(200);
