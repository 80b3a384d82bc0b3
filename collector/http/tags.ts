/** What a site's tag module is told: Google's settings and other vendors' words, made from the site's settings. */
import { sessionName } from '../../shared/analytics.ts';
import type { GoogleSettings, RelaySettings, TagSettings, VendorSettings } from '../../shared/gate.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { type GoogleTags, googlePurposes, relayOf, type Tag } from '../../shared/tags.ts';
import { vendorOf } from '../../shared/vendors.ts';

/** Where Google's tags are loaded from unless the collector is told another place. */
const googleTags = 'https://www.googletagmanager.com';

const day = 24 * 60 * 60;

/** Google's switches (FACTS 4.5): no signals, no personalisation, cookies that do not outlive the consent. */
const config = (site: SiteSettings): NonNullable<GoogleSettings['tag']>['config'] => ({
  allow_google_signals: false,
  allow_ad_personalization_signals: false,
  cookie_expires: site.consentDays * day,
  cookie_update: false,
  cookie_flags: `SameSite=Lax${site.origins.every((origin) => origin.startsWith('https:')) ? ';Secure' : ''}`,
});

const types = ({ purpose, adsPurpose: ads = '', functionalityPurpose = '' }: GoogleTags) => ({
  ad_storage: ads,
  ad_user_data: ads,
  ad_personalization: ads,
  analytics_storage: purpose,
  functionality_storage: functionalityPurpose,
  personalization_storage: functionalityPurpose,
  security_storage: '*',
});

const googleSettings = (
  site: SiteSettings,
  google: GoogleTags,
  purposes: string[],
  base = googleTags,
): GoogleSettings => ({
  types: types(google),
  when: google.containerId ? googlePurposes(google) : [google.purpose],
  purpose: google.purpose,
  ...(google.measurementId && {
    tag: {
      address: `${base}/gtag/js?id=${google.measurementId}`,
      id: google.measurementId,
      config: config(site),
    },
  }),
  ...(google.containerId && {
    container: { address: `${base}/gtm.js?id=${google.containerId}`, purposes },
  }),
});

const relaySettings = (publicId: string, site: SiteSettings, google: GoogleTags): RelaySettings => {
  const { query, search, terms } = relayOf(google);
  const own = new Set(site.origins.map((origin) => new URL(origin).hostname));
  return [publicId, google.purpose, [...own], query, search, terms ? 1 : 0];
};

const vendorSettings = ({ vendor, purpose, adsPurpose }: Tag): VendorSettings => {
  const { name, kind, first, says } = vendorOf(vendor);
  const purposes = adsPurpose === undefined || adsPurpose === purpose ? [purpose] : [purpose, adsPurpose];
  return {
    name,
    kind,
    purposes,
    ...(first && { first }),
    says: Array.from({ length: 1 << purposes.length }, (_, state) => {
      const granted = (one: string | undefined) =>
        one !== undefined && ((state >> purposes.indexOf(one)) & 1) === 1;
      return says(granted(purpose), granted(adsPurpose));
    }),
  };
};

/** The tag modules as they are built, by what they hold. */
export const tagKinds = ['google', 'container', 'vendors', 'both', 'relay', 'relay-vendors'] as const;
export type TagKind = (typeof tagKinds)[number];

/** Which tag module the site needs, and what it is told; undefined where it needs none. */
export const tagModule = (
  publicId: string,
  site: SiteSettings,
  purposes: string[],
  googleUrl: string | undefined,
): { kind: TagKind; settings: Partial<TagSettings> } | undefined => {
  const vendors = site.tags?.length ? site.tags.map(vendorSettings) : undefined;
  if (site.google?.mode === 'relay') {
    const relay = relaySettings(publicId, site, site.google);
    return vendors
      ? { kind: 'relay-vendors', settings: { relay, vendors } }
      : { kind: 'relay', settings: { relay } };
  }
  const google = site.google && googleSettings(site, site.google, purposes, googleUrl);
  if (vendors)
    return google
      ? { kind: 'both', settings: { google, vendors } }
      : { kind: 'vendors', settings: { vendors } };
  return google && { kind: google.container ? 'container' : 'google', settings: { google } };
};

/** What a purpose's tags leave in the browser beside what the site declares: vendors' marks, our own session of measuring. */
export const tagItems = (publicId: string, site: SiteSettings, purpose: string): readonly string[] => [
  ...(site.tags?.flatMap((one) => (one.purpose === purpose ? (vendorOf(one.vendor).cookies ?? []) : [])) ??
    []),
  ...(site.google?.mode === 'relay' && site.google.purpose === purpose
    ? [sessionName(publicId), '_ga', '_ga_*']
    : []),
];
