/** Where a value came from (GDPR 14(2)(f), 15(1)(g)). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { time } from './member.ts';

/**
 * `person` themselves, `registration` on a site, `customer_company`: a person of theirs, `visit` under consent, `third_party` and
 * `public` sources with a permission reference, `service`: our own systems while serving them.
 */
export const sources = [
  'person',
  'registration',
  'customer_company',
  'visit',
  'third_party',
  'public',
  'service',
] as const;
export type SourceKind = (typeof sources)[number];

/** Sources that nobody may use without saying which permission they rest on (R42). */
export const needsPermission = (kind: SourceKind): boolean => kind === 'third_party' || kind === 'public';

/** Sources of which the person must be told within a month (GDPR 14(3)(a)). */
export const startsInforming = (kind: SourceKind): boolean =>
  kind === 'customer_company' || needsPermission(kind);

/** Where the values of this act come from. `obtained`: when the source had them; now, where it is not said. */
export const source = v.pipe(
  v.object({
    kind: v.picklist(sources, `Expected one of: ${sources.join(', ')}.`),
    obtained: v.optional(time),
    /** A reference to the permission: a contract, a form, a licence of a public register. */
    permission: v.optional(filled(500)),
  }),
  v.forward(
    v.partialCheck(
      [['kind'], ['permission']],
      ({ kind, permission }) => !needsPermission(kind) || permission !== undefined,
      'Say which permission this source rests on; without one its data may not be kept.',
    ),
    ['permission'],
  ),
);
export type Source = v.InferOutput<typeof source>;
