/** Vendors whose tags can be told of the answers, and their words for it, from their own documentation: data, run nowhere here. */
import type { VendorSettings } from './gate.ts';

const word = (granted: boolean | undefined) => (granted ? 'granted' : 'denied');

interface Vendor extends Pick<VendorSettings, 'name' | 'kind' | 'first'> {
  /** A host that the tag sends to: the site must declare it, so that the notice tells of it and the guard can stop it. */
  host?: string;
  /** Cookies that its own words of withdrawal leave behind; removed with those the site declares. */
  cookies?: readonly string[];
  /** What is said when these are granted: the vendor's purpose, and that of advertising where it has one. */
  says: (granted: boolean, ads?: boolean) => unknown[];
}

export const vendors = {
  /** Microsoft Advertising (UET): learn.microsoft.com/advertising, "consent mode". */
  uet: {
    name: 'uetq',
    kind: 'queue',
    host: 'bat.bing.com',
    first: ['consent', 'default', { ad_storage: 'denied' }],
    says: (granted) => ['consent', 'update', { ad_storage: word(granted) }],
  },
  /**
   * Microsoft Clarity: learn.microsoft.com/clarity, "Clarity consent API v2". Never denied first: it would start anew, and
   * miss the grant behind (clarity-js 0.8.70).
   */
  clarity: {
    name: 'clarity',
    kind: 'stub',
    host: 'clarity.ms',
    says: (granted, ads) => ['consentv2', { ad_Storage: word(ads), analytics_Storage: word(granted) }],
  },
  /** Meta Pixel: developers.facebook.com, "General Data Protection Regulation". Its snippet does nothing where `fbq` is there. */
  meta: {
    name: 'fbq',
    kind: 'function',
    host: 'facebook.com',
    says: (granted) => ['consent', granted ? 'grant' : 'revoke'],
  },
  /** Matomo: developer.matomo.org, "Tracking consent". Withdrawal leaves a time for thirty years in `mtm_consent_removed`. */
  matomo: {
    name: '_paq',
    kind: 'queue',
    cookies: ['mtm_consent*'],
    first: [['requireConsent']],
    says: (granted) => [[granted ? 'setConsentGiven' : 'forgetConsentGiven']],
  },
} as const satisfies Record<string, Vendor>;

export type VendorName = keyof typeof vendors;

export const vendorNames = Object.keys(vendors) as [VendorName, ...VendorName[]];

/** The same, for those who look one up. */
export const vendorOf = (name: VendorName): Vendor => vendors[name];
