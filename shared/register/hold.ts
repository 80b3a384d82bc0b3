/** A hold: what must stay although it was to be erased or has had its time (GDPR 17(3)(b), (e)). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time } from './member.ts';

/** Of which kind of data: as `collector/duties/holds/categories.ts` has them, where a test compares. */
export const holdCategories = [
  'identity',
  'accounts',
  'relationships',
  'licences',
  'activations',
  'misuse-flags',
  'feedback',
  'transactions',
  'service-events',
  'service-logs',
  'permissions',
  'messages',
  'visits',
  'access-log',
  'requests',
  'disclosures',
  'sharing-consents',
  'incidents',
] as const;

export const hold = {
  /** Whose; everybody's where it is missing. */
  person: maybe(reference),
  /** Which kind; all of the person's where it is missing. */
  category: maybe(v.picklist(holdCategories, `Expected one of: ${holdCategories.join(', ')}.`)),
  /** Which law demands it: act and section, or the case for which it is needed. */
  law: filled(300),
  reason: filled(2000),
  /** The first moment at which it holds no more; until it is ended where it is missing. */
  until: maybe(time),
  ended: maybe(time),
};
