/** The widget as one site gets it: loader, second stage and Google's module, each with the site's settings inlined. */
import type { DeskSettings, GateSettings, GoogleSettings } from '../../shared/gate.ts';
import { alsoNamed, spoken } from '../../shared/locales/fallback.ts';
import { placing } from '../../shared/positions.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { buttonLabel } from '../register/notice.ts';
import type { Site } from '../register/sites.ts';
import { type Assets, type Packed, packed } from './assets.ts';

/** Where Google's tag is loaded from unless the collector is told another place. */
const googleTag = 'https://www.googletagmanager.com';

const day = 24 * 60 * 60;

/** Google's switches (FACTS 4.5): no signals, no personalisation, cookies that do not outlive the consent. */
const googleConfig = (site: SiteSettings): GoogleSettings['config'] => ({
  allow_google_signals: false,
  allow_ad_personalization_signals: false,
  cookie_expires: site.consentDays * day,
  cookie_update: false,
  cookie_flags: `SameSite=Lax${site.origins.every((origin) => origin.startsWith('https:')) ? ';Secure' : ''}`,
});

const googleSettings = (site: SiteSettings, googleUrl: string | undefined): GoogleSettings | undefined => {
  if (!site.google) return undefined;
  const ads = site.google.adsPurpose ?? '';
  return {
    tag: `${googleUrl ?? googleTag}/gtag/js?id=${site.google.measurementId}`,
    id: site.google.measurementId,
    purpose: site.google.purpose,
    types: {
      ad_storage: ads,
      ad_user_data: ads,
      ad_personalization: ads,
      analytics_storage: site.google.purpose,
      functionality_storage: '',
      personalization_storage: '',
      security_storage: '*',
    },
    config: googleConfig(site),
  };
};

/** Host suffixes with every optional purpose that declares them. */
const hosts = (site: SiteSettings): GateSettings['hosts'] => {
  const purposes = new Map<string, string[]>();
  for (const purpose of site.purposes.filter((one) => !one.necessary)) {
    for (const host of new Set(purpose.services.flatMap((service) => service.hosts))) {
      purposes.set(host, [...(purposes.get(host) ?? []), purpose.id]);
    }
  }
  // The loader takes the first that fits: the longest suffix.
  return [...purposes]
    .sort(([one], [other]) => other.length - one.length)
    .map(([host, named]) => [host, ...named]);
};

const cookies = (site: SiteSettings): DeskSettings['cookies'] =>
  Object.fromEntries(
    site.purposes
      .filter((purpose) => !purpose.necessary)
      .map((purpose) => [
        purpose.id,
        purpose.services.flatMap((one) => one.cookies.map((cookie) => cookie.name)),
      ]),
  );

const button = (site: SiteSettings): GateSettings['button'] =>
  Object.fromEntries(
    alsoNamed(site.languages).map((tag) => [tag, buttonLabel(site, spoken(tag, site.languages))]),
  );

/** What the second stage must know of this site. */
const deskSettings = (site: SiteSettings, embeds: string): DeskSettings => ({
  embeds,
  cookies: cookies(site),
  days: [site.consentDays, site.refusalDays],
  ...(site.visits !== undefined && { visits: site.visits }),
  ...(placing[site.position] && { place: placing[site.position] }),
});

/** Addresses that the settings speak of. */
export interface Addresses {
  /** Of the public listener. */
  publicUrl: string;
  /** Of Google's tag, when not Google's own. */
  googleUrl: string | undefined;
}

/** What the loader of this site must know before anything is asked. Makes the site's own hashed modules. */
export const gateSettings = (
  site: Site,
  assets: Pick<Assets, 'decide' | 'google' | 'embeds' | 'keep'>,
  { publicUrl, googleUrl }: Addresses,
): GateSettings => {
  const { settings } = site;
  const google = googleSettings(settings, googleUrl);
  const [embeds] = assets.keep('embeds', assets.embeds);
  return {
    site: site.publicId,
    base: publicUrl,
    purposes: Object.fromEntries(site.terms),
    hosts: hosts(settings),
    decide: assets.keep('decide', inlined(assets.decide, '__LUPA_DESK__', deskSettings(settings, embeds))),
    button: button(settings),
    ...(settings.cookieDomain !== undefined && { domain: settings.cookieDomain }),
    ...(settings.doNotTrack && { dnt: 1 as const }),
    ...(google && {
      google: assets.keep('google', inlined(assets.google, '__LUPA_GOOGLE__', google))[0],
    }),
  };
};

/**
 * The settings as an expression: a string literal that is parsed, so that no value of them can become code. In single
 * quotes, for JSON is full of double ones; U+2028 and U+2029 end a line in older engines, `</script` in an inlined copy.
 */
const literal = (settings: object): string =>
  `JSON.parse('${JSON.stringify(settings).replaceAll(/[\\'<\u2028\u2029]/g, (found) =>
    found === '\\' || found === "'"
      ? `\\${found}`
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}')`;

/** `text` with the settings in the place of `name`. A function replaces, for `$` is a pattern. */
export const inlined = (text: string, name: string, settings: object): string =>
  text.replace(name, () => literal(settings));

/** Loaders by site, made once for each version of the settings. */
export const loaderCache = (assets: Assets, addresses: Addresses) => {
  const made = new Map<string, { version: number; body: Packed }>();
  return (site: Site): Packed => {
    const known = made.get(site.publicId);
    if (known?.version === site.version) return known.body;
    const body = packed(inlined(assets.loader, '__LUPA_SETTINGS__', gateSettings(site, assets, addresses)));
    made.set(site.publicId, { version: site.version, body });
    return body;
  };
};
