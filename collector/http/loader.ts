/** The widget as one site gets it: loader, second stage and tag module, each with the site's settings inlined. */
import type { DeskSettings, GateSettings } from '../../shared/gate.ts';
import { alsoNamed, spoken } from '../../shared/locales/fallback.ts';
import { placing } from '../../shared/positions.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { buttonLabel } from '../register/notice.ts';
import type { Site } from '../register/sites.ts';
import { type Assets, type Packed, packed } from './assets.ts';
import { debugSettings, takeoverSettings } from './extras.ts';
import { tagItems, tagModule } from './tags.ts';

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

const cookies = (publicId: string, site: SiteSettings): DeskSettings['cookies'] =>
  Object.fromEntries(
    site.purposes
      .filter((purpose) => !purpose.necessary)
      .map((purpose) => [
        purpose.id,
        [
          ...purpose.services.flatMap((one) => one.cookies.map((cookie) => cookie.name)),
          ...tagItems(publicId, site, purpose.id),
        ],
      ]),
  );

const button = (site: SiteSettings): GateSettings['button'] =>
  Object.fromEntries(
    alsoNamed(site.languages).map((tag) => [tag, buttonLabel(site, spoken(tag, site.languages))]),
  );

/** The texts that modules are made of, and what keeps them. */
type Built = Omit<Assets, 'loader' | 'file'>;

/** What the second stage must know of this site. Makes the hashed modules that it may fetch. */
const deskSettings = (
  publicId: string,
  site: SiteSettings,
  { embeds, takeover, debug, keep }: Built,
): DeskSettings => {
  const taking = takeoverSettings(site);
  return {
    embeds: keep('embeds', embeds)[0],
    cookies: cookies(publicId, site),
    days: [site.consentDays, site.refusalDays],
    debug: keep('debug', inlined(debug, '__LUPA_DEBUG__', debugSettings(publicId, site)))[0],
    ...(site.visits !== undefined && { visits: site.visits }),
    ...(placing[site.position] && { place: placing[site.position] }),
    ...(taking && { takeover: keep('takeover', inlined(takeover, '__LUPA_TAKEOVER__', taking))[0] }),
  };
};

/** Addresses that the settings speak of. */
export interface Addresses {
  /** Of the public listener. */
  publicUrl: string;
  /** Of Google's tags, when not Google's own. */
  googleUrl: string | undefined;
}

/** What the loader of this site must know before anything is asked. Makes the site's own hashed modules. */
export const gateSettings = (
  site: Site,
  assets: Built,
  { publicUrl, googleUrl }: Addresses,
): GateSettings => {
  const { settings } = site;
  const tags = tagModule(site.publicId, settings, [...site.terms.keys()], googleUrl);
  const decide = settings.proxyPath === undefined ? assets.decide : assets.proxied;
  return {
    base: settings.proxyPath ?? publicUrl,
    site: site.publicId,
    purposes: Object.fromEntries(site.terms),
    hosts: hosts(settings),
    decide: assets.keep(
      'decide',
      inlined(decide, '__LUPA_DESK__', deskSettings(site.publicId, settings, assets)),
    ),
    button: button(settings),
    ...(settings.cookieDomain !== undefined && { domain: settings.cookieDomain }),
    ...(settings.doNotTrack && { dnt: 1 as const }),
    ...(tags && {
      tags: assets.keep('tags', inlined(assets.tags[tags.kind], '__LUPA_TAGS__', tags.settings))[0],
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

/**
 * The loader with its settings. Behind an owner's proxy each page asks its own origin, of which the site may have several:
 * the browser puts it before the path, and absolute, so that no `<base>` of the page bends it.
 */
export const loaderFor = (assets: Pick<Assets, 'loader'>, gate: GateSettings): string => {
  const loader = assets.loader.split('__LUPA_SETTINGS__');
  const settings = literal(gate);
  return loader.join(
    gate.base.startsWith('/') ? `(s=>(s.base=location.origin+s.base,s))(${settings})` : settings,
  );
};

/** Loaders by site, made once for each version of the settings. */
export const loaderCache = (assets: Assets, addresses: Addresses) => {
  const made = new Map<string, { version: number; body: Packed }>();
  return (site: Site): Packed => {
    const known = made.get(site.publicId);
    if (known?.version === site.version) return known.body;
    const body = packed(loaderFor(assets, gateSettings(site, assets, addresses)));
    made.set(site.publicId, { version: site.version, body });
    return body;
  };
};
