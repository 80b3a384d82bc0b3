/** The loader as one site gets it: one of the two prebuilt ones, with the gate settings inlined. */
import type { GateSettings, GoogleSettings } from '../../shared/gate.ts';
import { localeOf } from '../../shared/locales/locales.ts';
import type { SiteSettings } from '../../shared/site.ts';
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
  return [...purposes].map(([host, named]) => [host, ...named]);
};

const cookies = (site: SiteSettings): GateSettings['cookies'] =>
  Object.fromEntries(
    site.purposes
      .filter((purpose) => !purpose.necessary)
      .map((purpose) => [
        purpose.id,
        purpose.services.flatMap((one) => one.cookies.map((cookie) => cookie.name)),
      ]),
  );

const button = (site: SiteSettings, controller: string): GateSettings['button'] =>
  Object.fromEntries(
    site.languages.map((language) => [
      language,
      localeOf(language)?.preferencesButton({ controller, recipients: [] }) ?? '',
    ]),
  );

/** What the loader of this site must know before anything is asked. */
export const gateSettings = (
  site: Site,
  assets: Pick<Assets, 'decide'>,
  publicUrl: string,
  googleUrl: string | undefined,
): GateSettings => {
  const { settings } = site;
  const google = googleSettings(settings, googleUrl);
  return {
    site: site.publicId,
    base: publicUrl,
    purposes: Object.fromEntries(site.terms),
    hosts: hosts(settings),
    cookies: cookies(settings),
    decide: [`/assets/${assets.decide.file}`, assets.decide.integrity],
    button: button(settings, site.controllerName),
    days: [settings.consentDays, settings.refusalDays],
    ...(settings.visits !== undefined && { visits: settings.visits }),
    ...(settings.cookieDomain !== undefined && { domain: settings.cookieDomain }),
    ...(settings.doNotTrack && { dnt: 1 as const }),
    ...(google && { google }),
  };
};

const place = '__LUPA_SETTINGS__';

/**
 * The settings as an expression: a string literal that is parsed, so that no value of them can become code. In single
 * quotes, for JSON is full of double ones; U+2028 and U+2029 end a line in older engines, `</script` in an inlined copy.
 */
const literal = (settings: GateSettings): string =>
  `JSON.parse('${JSON.stringify(settings).replaceAll(/[\\'<\u2028\u2029]/g, (found) =>
    found === '\\' || found === "'"
      ? `\\${found}`
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}')`;

/** The loader for these settings: with Google only where the site uses it. A function replaces, for `$` is a pattern. */
export const inlined = (loaders: Assets['loaders'], settings: GateSettings): string =>
  (settings.google ? loaders.google : loaders.plain).replace(place, () => literal(settings));

/** Loaders by site, made once for each version of the settings. */
export const loaderCache = (assets: Assets, publicUrl: string, googleUrl: string | undefined) => {
  const made = new Map<string, { version: number; body: Packed }>();
  return (site: Site): Packed => {
    const known = made.get(site.publicId);
    if (known?.version === site.version) return known.body;
    const body = packed(inlined(assets.loaders, gateSettings(site, assets, publicUrl, googleUrl)));
    made.set(site.publicId, { version: site.version, body });
    return body;
  };
};
