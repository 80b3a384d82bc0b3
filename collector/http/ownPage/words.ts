/** The page's words in a visitor's language, and what stands in for it where it has none. */
import { localeFor } from '../../register/languages.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { sv } from './words/sv.ts';
import type { OwnPageWords } from './words/words.ts';

const spoken: Record<string, OwnPageWords> = { fi, sv, en };

/** By the tag's language; English where the page does not speak it. */
export const wordsFor = (tag: string): OwnPageWords => {
  const [language = ''] = tag.toLowerCase().split('-');
  return (Object.hasOwn(spoken, language) && spoken[language]) || en;
};

/** The first language of `Accept-Language` that the page speaks, the most wanted first; empty where there is none. */
export const spokenOf = (header: string): string =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = parameters.find((each) => each.startsWith('q='));
      return { tag: tag.split('-')[0] ?? '', weight: weight ? Number(weight.slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => weight > 0 && Object.hasOwn(spoken, tag))
    .sort((one, other) => other.weight - one.weight)[0]?.tag ?? '';

/** How times and durations are said to this visitor. */
export interface Telling {
  words: OwnPageWords;
  time: (iso: string) => string;
  days: (count: number) => string;
}

const zoneOf = (zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
};

/** `zone`: the browser's time zone, which is not kept; UTC where it is none. */
export const tellingFor = (tag: string, zone: string): Telling => {
  const words = wordsFor(tag);
  const clock = new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: zoneOf(zone),
  });
  return {
    words,
    time: (iso) => clock.format(new Date(iso)),
    days: localeFor(words.language).duration,
  };
};
