/** What members of published answers are: strict, so that a member that nobody told of is found out. */
import * as v from 'valibot';
import type { FieldKind } from '../../register/noun.ts';

export const time = v.pipe(v.string(), v.isoTimestamp());
export const text = v.string();
export const perhapsText = v.nullable(v.string());
export const perhapsTime = v.nullable(time);
export const perhapsNumber = v.nullable(v.number());
export const uuid = v.pipe(v.string(), v.uuid());

/** The schema of a noun's member, as `register/wire.ts` writes it. */
export const memberOf = (kind: FieldKind): v.GenericSchema => {
  switch (kind) {
    case 'text':
      return perhapsText;
    case 'number':
      return perhapsNumber;
    case 'time':
      return perhapsTime;
    case 'flag':
      return v.nullable(v.boolean());
    case 'json':
      return v.unknown();
    default:
      return v.nullable(uuid);
  }
};
