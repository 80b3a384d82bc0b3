/** A site's settings, as its owner writes them. Nothing in them ever becomes code (DESIGN section 3). */
import * as v from 'valibot';
import { host, isWithin, origin, webAddress } from './address.ts';
import { ownTexts } from './ownTexts.ts';
import { positions } from './positions.ts';
import { purpose } from './purpose.ts';
import { google, googlePurposes, tag } from './tags.ts';
import { takeover } from './takeover.ts';
import { filled, id, language } from './text.ts';
import { vendorNames, vendorOf } from './vendors.ts';

/** Whether a service of the purpose declares the host, so that the notice tells of it and the guard can stop it. */
const declares = (purposes: v.InferOutput<typeof purpose>[], wanted: string, needed: string): boolean =>
  purposes
    .find((one) => one.id === wanted)
    ?.services.some((one) => one.hosts.some((declared) => `.${needed}`.endsWith(`.${declared}`))) ?? false;

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
    /** Where the controller is: stands in consent records and receipts, which must name an address and a jurisdiction. */
    controller: v.optional(
      v.object({
        /** Postal address in one line. */
        address: filled(300),
        country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'A country is two capital letters.')),
      }),
    ),
    purposes: v.pipe(v.array(purpose), v.minLength(1, 'At least one purpose.'), v.maxLength(32)),
    google: v.optional(google),
    tags: v.optional(v.pipe(v.array(tag), v.maxLength(20))),
    /** Where the banner stands on wide screens; on narrow ones it is a sheet at the bottom. */
    position: v.optional(v.picklist(positions), 'corner'),
    /** The purpose under whose grant visits are kept; none, and no visit is kept. */
    visits: v.optional(id),
    /** Days that a consent lasts: at most a year (C15). */
    consentDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(365)), 365),
    /** Days that a refusal is not asked again: at least half a year (C14). */
    refusalDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(182), v.maxValue(365)), 183),
    /** Days that the proof of a consent is kept after its end, read by nobody else; then it is blanked (FACTS 5.7). */
    proofDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3650)), 730),
    /** Domain that subdomains share the choice under. */
    cookieDomain: v.optional(host),
    /** Path under which the owner's proxy serves the collector at every origin of the site (docs/proxy.md). */
    proxyPath: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(100),
        v.regex(
          /^(\/[a-z0-9][a-z0-9_-]*)+$/i,
          'A path of letters, digits, - and _ that begins with a slash and does not end with one, such as "/lupa".',
        ),
      ),
    ),
    /** Choices of another tool that are taken over, once. */
    takeover: v.optional(takeover),
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
      [
        site.google?.purpose,
        site.google?.adsPurpose,
        site.google?.functionalityPurpose,
        site.visits,
        ...(site.tags?.flatMap((one) => [one.purpose, one.adsPurpose]) ?? []),
        ...Object.keys(site.takeover?.purposes ?? {}),
      ].every(
        (wanted) => wanted === undefined || site.purposes.some((one) => one.id === wanted && !one.necessary),
      ),
    'Google, tags, visits and take-over must name optional purposes of this site.',
  ),
  v.check((site) => unique(site.tags?.map((one) => one.vendor) ?? []), 'Twice the same vendor.'),
  v.check(
    (site) => site.tags?.every((one) => one.vendor === 'clarity' || one.adsPurpose === undefined) ?? true,
    'Only Clarity has a purpose of advertising beside its own.',
  ),
  v.check(
    (site) =>
      !site.google?.containerId ||
      googlePurposes(site.google).every((wanted) =>
        declares(site.purposes, wanted, 'www.googletagmanager.com'),
      ),
    'Google Tag Manager must be a service of each purpose that loads it, with the host googletagmanager.com.',
  ),
  v.check(
    (site) =>
      site.tags?.every((one) => {
        const { host: needed } = vendorOf(one.vendor);
        return needed === undefined || declares(site.purposes, one.purpose, needed);
      }) ?? true,
    `A vendor of tags must be a service of its purpose, with its host (${vendorNames.flatMap((name) => vendorOf(name).host ?? []).join(', ')}).`,
  ),
  v.forward(
    v.check(
      ({ cookieDomain, origins }) =>
        cookieDomain === undefined || origins.every((one) => isWithin(new URL(one).hostname, cookieDomain)),
      'A domain that every origin of the site is in: browsers keep no cookie for another, and would ask on every page.',
    ),
    ['cookieDomain'],
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
