/** What a site's settings say of tags: Google's, which we load, and other vendors', which we tell of the answers. */
import * as v from 'valibot';
import { id } from './text.ts';
import { vendorNames } from './vendors.ts';

/** How Google Analytics is measured: by the collector's relay, without Google's code in the page, or by Google's own tag. */
export const googleModes = ['relay', 'tag'] as const;
export type GoogleMode = (typeof googleModes)[number];

const parameter = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9_.-]{1,40}$/i, 'A query parameter is up to 40 letters, digits, _, . and -.'),
);

/** What the relay may keep of addresses, and for how long it knows a browser again. */
export const relay = v.object({
  /** Days until a browser gets another id at Google: at most 13 months (CNIL). */
  rotation: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(395)), 30),
  /** Query parameters of page addresses that are kept, such as `utm_source`; all others are cut. */
  query: v.optional(v.pipe(v.array(parameter), v.maxLength(20)), []),
  /** Query parameters that hold what was searched for on the site. */
  search: v.optional(v.pipe(v.array(parameter), v.maxLength(10)), ['q', 's', 'search', 'query', 'keyword']),
  /** Whether what was searched for is sent; without it, only that there was a search. */
  terms: v.optional(v.boolean(), true),
});

/** Google's measuring and tags. */
export const google = v.pipe(
  v.object({
    /** `relay`: no code of Google's in the page, and no address of a visitor at Google. `tag`: Google's own. */
    mode: v.optional(v.picklist(googleModes, `A mode is one of: ${googleModes.join(', ')}.`), 'relay'),
    relay: v.optional(relay),
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
  v.check(
    ({ mode, containerId }) => mode === 'tag' || containerId === undefined,
    'A container of Tag Manager needs the mode "tag": it is Google\'s code in the page.',
  ),
  v.check(
    ({ mode, functionalityPurpose }) => mode === 'tag' || functionalityPurpose === undefined,
    'The relay stores nothing for functions or personalisation: leave functionalityPurpose out, or choose the mode "tag".',
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

const usualRelay = v.parse(relay, {});

/** The relay's settings with what is usual where nothing is said. */
export const relayOf = (settings: GoogleTags): v.InferOutput<typeof relay> => settings.relay ?? usualRelay;

export type GoogleTags = v.InferOutput<typeof google>;
export type Tag = v.InferOutput<typeof tag>;
