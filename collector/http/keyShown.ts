/** A key of staff as it is shown: all but the key itself. */
import * as v from 'valibot';
import { toUuid } from '../bytes.ts';
import type { StaffKey } from '../register/staffKeys.ts';
import { whenOf } from './when.ts';

export const keyAnswered = v.looseObject({ id: v.string(), staff: v.number(), reach: v.string() });

export const shownKey = (one: StaffKey) => ({
  id: toUuid(one.id),
  staff: one.staff,
  name: one.name,
  reach: one.reach,
  created: whenOf(one.created),
  expires: whenOf(one.expires),
  ended: whenOf(one.ended),
});
