/** What a site's tag module is told: Google's settings and other vendors' words, made from the site's settings. */
import type { GoogleSettings, TagSettings, VendorSettings } from '../../shared/gate.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { type GoogleTags, googlePurposes, type Tag } from '../../shared/tags.ts';
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
export const tagKinds = ['google', 'container', 'vendors', 'both'] as const;
export type TagKind = (typeof tagKinds)[number];

/** Which tag module the site needs, and what it is told; undefined where it needs none. */
export const tagModule = (
  site: SiteSettings,
  purposes: string[],
  googleUrl: string | undefined,
): { kind: TagKind; settings: Partial<TagSettings> } | undefined => {
  const google = site.google?.mode === 'tag' && googleSettings(site, site.google, purposes, googleUrl);
  if (site.tags?.length) {
    const vendors = site.tags.map(vendorSettings);
    return google
      ? { kind: 'both', settings: { google, vendors } }
      : { kind: 'vendors', settings: { vendors } };
  }
  return google ? { kind: google.container ? 'container' : 'google', settings: { google } } : undefined;
};

/** Cookies that a purpose's vendors leave behind beside those the site declares. */
export const vendorCookies = (site: SiteSettings, purpose: string): readonly string[] =>
  site.tags?.flatMap((one) => (one.purpose === purpose ? (vendorOf(one.vendor).cookies ?? []) : [])) ?? [];
