/** What a site's settings say of tags: Google's, which we load, and other vendors', which we tell of the answers. */
import * as v from 'valibot';
import { id } from './text.ts';
import { vendorNames } from './vendors.ts';

/** Google's tags, loaded by us. */
export const google = v.pipe(
  v.object({
    /** Google Analytics, loaded by us under `purpose`. */
    measurementId: v.optional(
      v.pipe(v.string(), v.regex(/^G-[A-Z0-9]{4,20}$/, 'A measurement id looks like "G-ABC123".')),
    ),
    /** Google Tag Manager, loaded by us with the first grant of any purpose named here. */
    containerId: v.optional(
      v.pipe(v.string(), v.regex(/^GTM-[A-Z0-9]{4,20}$/, 'A container id looks like "GTM-ABC123".')),
    ),
    /** The purpose that grants `analytics_storage`. */
    purpose: id,
    /** The purpose that grants `ad_storage`, `ad_user_data` and `ad_personalization`; without it they stay denied. */
    adsPurpose: v.optional(id),
    /** The purpose that grants `functionality_storage` and `personalization_storage`; without it they stay denied. */
    functionalityPurpose: v.optional(id),
  }),
  v.check(
    ({ measurementId, containerId }) => (measurementId ?? containerId) !== undefined,
    'Google needs a measurement id, a container id, or both.',
  ),
);

/** The purposes that grant something to Google's tags: any of them loads the container. */
export const googlePurposes = (settings: GoogleTags): string[] => [
  ...new Set(
    [settings.purpose, settings.adsPurpose, settings.functionalityPurpose].filter((one) => one !== undefined),
  ),
];

/** A vendor whose tag is told of the answers in its own words; its scripts are held markup of the page. */
export const tag = v.object({
  vendor: v.picklist(vendorNames, `A vendor is one of: ${vendorNames.join(', ')}.`),
  /** The purpose that the vendor's tag runs under. */
  purpose: id,
  /** Clarity: the purpose that grants its advertising storage; without it that stays denied. */
  adsPurpose: v.optional(id),
});

export type GoogleTags = v.InferOutput<typeof google>;
export type Tag = v.InferOutput<typeof tag>;
