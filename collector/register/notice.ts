/** Making a notice: the site's own words and the language's default ones, put together as visitors will read them. */
import { createHash } from 'node:crypto';
import { localeOf } from '../../shared/locales/locales.ts';
import { layout, type Notice, type Texts, words } from '../../shared/notice.ts';
import type { SiteSettings } from '../../shared/site.ts';

export interface NoticeController {
  name: string;
  contact: string;
}

/** A site asks for a language that has no default words. */
export class UnknownLanguage extends Error {
  override name = 'UnknownLanguage';
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

/** The notice of a site in one language under the given terms. */
export const makeNotice = (
  site: SiteSettings,
  terms: ReadonlyMap<string, number>,
  controller: NoticeController,
  language: string,
): Notice => {
  const locale = localeOf(language);
  if (!locale) throw new UnknownLanguage(`There are no words for the language "${language}" yet.`);
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const named = { controller: controller.name, recipients: recipients(site, controller.name) };
  const unversioned: Omit<Notice, 'version'> = {
    language,
    controller: { name: controller.name, contact: controller.contact },
    statement: { version: site.statement.version, url: site.statement.url[language] ?? '' },
    purposes: site.purposes.map((purpose) => ({
      id: purpose.id,
      necessary: purpose.necessary,
      terms: terms.get(purpose.id) ?? 1,
      name: purpose.name[language] ?? '',
      description: purpose.description[language] ?? '',
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
    texts: Object.fromEntries(words.map((word) => [word, locale[word](named)])) as Texts,
  };
  const version = createHash('sha256')
    .update(JSON.stringify([layout, unversioned]))
    .digest('base64url');
  return { version, ...unversioned };
};
