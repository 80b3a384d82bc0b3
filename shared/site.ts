/** A site's settings, as its owner writes them. Nothing in them ever becomes code (DESIGN section 3). */
import * as v from 'valibot';
import { ownTexts } from './ownTexts.ts';
import { positions } from './positions.ts';
import { filled, id, language, text } from './text.ts';

/** The same words in several languages, by language tag. */
const inLanguages = (most: number) => v.record(language, filled(most), 'Expected words by language.');

/** A host name, or a suffix of one: matches itself and every subdomain. Never a pattern, never code. */
const host = v.pipe(
  v.string(),
  v.regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'Not a host name in lower case.',
  ),
);

/** An origin as browsers send it: scheme, host, port where it is not the default. */
const origin = v.pipe(
  v.string(),
  v.check((value) => {
    try {
      const url = new URL(value);
      return /^https?:$/.test(url.protocol) && url.origin === value;
    } catch {
      return false;
    }
  }, 'An origin is scheme, host and port, such as "https://www.example.fi".'),
);

const webAddress = v.pipe(
  text(2048),
  v.check((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'Expected an http or https address.'),
);

/** A cookie, or an item of localStorage or sessionStorage: the law knows no difference (ePrivacy 5(3)). */
const cookie = v.object({
  /** Its name; `*` at the end stands for any rest. */
  name: v.pipe(
    v.string(),
    v.regex(/^[^\s"'<>;=,\\*\p{Cc}]{1,100}\*?$/u, 'Not a name of a cookie or of a stored item.'),
  ),
  /** How long it stays, in days; 0 until the browser closes. */
  days: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3650)),
  /** What it is for. */
  purpose: inLanguages(300),
});

const service = v.object({
  id,
  name: filled(100),
  /** The company that receives the data. */
  provider: filled(200),
  /** Where, as ISO 3166-1 alpha-2. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'A country is two capital letters.')),
  hosts: v.optional(v.array(host), []),
  cookies: v.optional(v.array(cookie), []),
});

const purpose = v.object({
  id,
  /** Needs no consent (ePrivacy 5(3)): shown, never asked. */
  necessary: v.optional(v.boolean(), false),
  name: inLanguages(100),
  description: inLanguages(600),
  /** How long data gathered for it are kept, in days. */
  retentionDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(36500))),
  services: v.optional(v.array(service), []),
});

const google = v.object({
  measurementId: v.pipe(v.string(), v.regex(/^G-[A-Z0-9]{4,20}$/, 'A measurement id looks like "G-ABC123".')),
  /** The purpose that loads the tag and grants `analytics_storage`. */
  purpose: id,
  /** The purpose that grants `ad_storage`, `ad_user_data` and `ad_personalization`; without it they stay denied. */
  adsPurpose: v.optional(id),
});

const unique = (ids: string[]) => new Set(ids).size === ids.length;

export const siteSettings = v.pipe(
  v.object({
    name: filled(100),
    origins: v.pipe(v.array(origin), v.minLength(1, 'At least one origin.'), v.maxLength(50)),
    /** In the order of preference; the first is the fallback. */
    languages: v.pipe(
      v.array(language),
      v.minLength(1, 'At least one language.'),
      v.maxLength(40),
      v.check(unique, 'Twice the same language.'),
    ),
    /** Languages whose default words are a draft, and that the owner has had read (docs/languages.md). */
    approvedDrafts: v.optional(v.array(language)),
    /** The site's own words in the place of default ones, by language. */
    texts: v.optional(v.record(language, ownTexts, 'Expected words by language.')),
    /** The privacy statement in force. */
    statement: v.object({ version: filled(40), url: v.record(language, webAddress) }),
    purposes: v.pipe(v.array(purpose), v.minLength(1, 'At least one purpose.'), v.maxLength(32)),
    google: v.optional(google),
    /** Where the banner stands on wide screens; on narrow ones it is a sheet at the bottom. */
    position: v.optional(v.picklist(positions), 'corner'),
    /** The purpose under whose grant visits are kept; none, and no visit is kept. */
    visits: v.optional(id),
    /** Days that a consent lasts: at most a year (C15). */
    consentDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(365)), 365),
    /** Days that a refusal is not asked again: at least half a year (C14). */
    refusalDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(182), v.maxValue(365)), 183),
    /** Domain that subdomains share the choice under. */
    cookieDomain: v.optional(host),
    /** Whether Do Not Track counts like Global Privacy Control. */
    doNotTrack: v.optional(v.boolean(), true),
    /** Sites aimed at children under 13 are not supported (C29): the owner confirms that this one is not. */
    notForChildren: v.literal(
      true,
      'Sites aimed at children under 13 are not supported: confirm that this one is not.',
    ),
  }),
  v.check((site) => unique(site.purposes.map((one) => one.id)), 'Two purposes have the same id.'),
  v.check(
    (site) => site.purposes.every((one) => unique(one.services.map((each) => each.id))),
    'Two services of a purpose have the same id.',
  ),
  v.check(
    (site) =>
      [site.google?.purpose, site.google?.adsPurpose, site.visits].every(
        (wanted) => wanted === undefined || site.purposes.some((one) => one.id === wanted && !one.necessary),
      ),
    'Google and visits must name an optional purpose of this site.',
  ),
  v.check(
    (site) =>
      site.languages.every(
        (tag) =>
          Object.hasOwn(site.statement.url, tag) &&
          site.purposes.every(
            (one) =>
              Object.hasOwn(one.name, tag) &&
              Object.hasOwn(one.description, tag) &&
              one.services.every((each) => each.cookies.every((crumb) => Object.hasOwn(crumb.purpose, tag))),
          ),
      ),
    'Every text is needed in every language of the site.',
  ),
  v.check(
    (site) => Object.keys(site.texts ?? {}).every((tag) => site.languages.includes(tag)),
    'The site has texts in a language that it does not speak: add it to its languages, written the same.',
  ),
);

export type SiteSettings = v.InferOutput<typeof siteSettings>;
export type SiteSettingsInput = v.InferInput<typeof siteSettings>;
export type Purpose = SiteSettings['purposes'][number];
export type Service = Purpose['services'][number];
