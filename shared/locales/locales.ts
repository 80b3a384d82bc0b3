/** The languages that have default words, by tag. */
import { en } from './en.ts';
import { fi } from './fi.ts';
import type { Locale } from './locale.ts';
import { sv } from './sv.ts';

const locales = new Map<string, Locale>([
  ['fi', fi],
  ['sv', sv],
  ['en', en],
]);

/** The default words of a language, of its base language where only that is known; undefined where neither is. */
export const localeOf = (tag: string): Locale | undefined =>
  locales.get(tag) ?? locales.get(tag.split('-')[0] ?? '');
