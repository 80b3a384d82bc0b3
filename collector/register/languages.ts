/** The languages of a site: each has default words, and drafts of them have its owner's approval. */
import type { Locale } from '../../shared/locales/locale.ts';
import { localeOf, wordsFor } from '../../shared/locales/locales.ts';
import type { SiteSettings } from '../../shared/site.ts';

/** A site asks for a language that has no default words. */
export class UnknownLanguage extends Error {
  override name = 'UnknownLanguage';
}

/** A site asks for a language whose default words nobody has read, and its owner has not approved them. */
export class DraftLanguage extends Error {
  override name = 'DraftLanguage';
}

/** The default words of a language, or of what stands in for it. Throws `UnknownLanguage`. */
export const localeFor = (language: string): Locale => {
  const locale = localeOf(language);
  if (locale) return locale;
  throw new UnknownLanguage(
    `There are no words for the language "${language}" yet: take it out of the site's languages, or add a file for it (docs/languages.md).`,
  );
};

/** Throws `UnknownLanguage` or `DraftLanguage` for the first language that the site cannot speak. */
export const checkLanguages = ({ languages, approvedDrafts = [] }: SiteSettings): void => {
  const approved = approvedDrafts.map(wordsFor);
  for (const language of languages) {
    const words = wordsFor(language);
    if (!localeFor(language).draft || approved.includes(words)) continue;
    throw new DraftLanguage(
      `The words for the language "${language}" are a draft that nobody whose language it is has read: have them read ("lupa words ${words}" prints them), then add "${words}" to "approvedDrafts" in the site's settings (docs/languages.md).`,
    );
  }
};
