/** Making a notice: the site's own words and the language's default ones, put together as visitors will read them. */
import { createHash } from 'node:crypto';
import type { Locale, Named } from '../../shared/locales/locale.ts';
import { layout, type Notice, type Texts, type Word, words } from '../../shared/notice.ts';
import { controllerMark, type OwnTexts } from '../../shared/ownTexts.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { googlePurposes } from '../../shared/tags.ts';
import { localeFor } from './languages.ts';
import type { CitedStatement } from './statements.ts';

export interface NoticeController {
  name: string;
  contact: string;
}

/** Companies beside the controller that an optional purpose would give data to, each once. */
const recipients = (site: SiteSettings, controller: string): string[] => [
  ...new Set(
    site.purposes
      .filter((purpose) => !purpose.necessary)
      .flatMap((purpose) => purpose.services.map((service) => service.provider))
      .filter((provider) => provider !== controller),
  ),
];

/** What the preferences button says on this site. Throws `UnknownLanguage`. */
export const buttonLabel = (site: SiteSettings, language: string): string =>
  site.texts?.[language]?.preferencesButton ?? localeFor(language).preferencesButton();

/** Every word on screen: the site's own where it has chosen one, else the language's. */
const textsOf = (locale: Locale, own: OwnTexts, named: Named): Texts => {
  const chosen: { [word in Word]?: string | undefined } = { ...own };
  if (own.intro !== undefined) chosen.intro = own.intro.replaceAll(controllerMark, () => named.controller);
  return Object.fromEntries(words.map((word) => [word, chosen[word] ?? locale[word](named)])) as Texts;
};

/** How Google measures under a purpose, in a sentence behind the owner's own; none where it does not. */
const aboutGoogle = ({ google }: SiteSettings, purpose: string, locale: Locale): string[] => {
  if (google === undefined) return [];
  if (google.mode === 'relay') return google.purpose === purpose ? [locale.googleRelayed()] : [];
  const loading = google.containerId === undefined ? [google.purpose] : googlePurposes(google);
  return loading.includes(purpose) ? [locale.googleTagged()] : [];
};

/** Which statement is in force: the register's version where one was published there, else what the site says (R1). */
const statementOf = (
  { statement }: SiteSettings,
  language: string,
  cited: Pick<CitedStatement, 'statement' | 'digest'> | undefined,
): Notice['statement'] => {
  const url = statement.url[language] ?? '';
  if (cited?.statement == null) return { version: statement.version, url };
  return { version: String(cited.statement), url, ...(cited.digest && { digest: cited.digest }) };
};

/** The notice of a site in one language under the given terms, citing a version of the register's statement if there is one. */
export const makeNotice = (
  site: SiteSettings,
  terms: ReadonlyMap<string, number>,
  controller: NoticeController,
  language: string,
  cited?: Pick<CitedStatement, 'statement' | 'digest'>,
): Notice => {
  const locale = localeFor(language);
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const named = {
    controller: controller.name,
    recipients: recipients(site, controller.name),
    preferencesButton: buttonLabel(site, language),
  };
  const unversioned: Omit<Notice, 'version'> = {
    language,
    ...(locale.direction && { direction: locale.direction }),
    controller: { name: controller.name, contact: controller.contact },
    statement: statementOf(site, language, cited),
    purposes: site.purposes.map((purpose) => ({
      id: purpose.id,
      necessary: purpose.necessary,
      terms: terms.get(purpose.id) ?? 1,
      name: purpose.name[language] ?? '',
      description: [purpose.description[language] ?? '', ...aboutGoogle(site, purpose.id, locale)].join(' '),
      services: purpose.services.map((service) => ({
        id: service.id,
        name: service.name,
        provider: service.provider,
        country: countries.of(service.country) ?? service.country,
        cookies: service.cookies.map((cookie) => ({
          name: cookie.name,
          lifetime: locale.duration(cookie.days),
          purpose: cookie.purpose[language] ?? '',
        })),
      })),
    })),
    texts: textsOf(locale, site.texts?.[language] ?? {}, named),
  };
  const version = createHash('sha256')
    .update(JSON.stringify([layout, site.position, unversioned]))
    .digest('base64url');
  return { version, ...unversioned };
};
