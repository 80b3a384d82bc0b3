/** In which language somebody is written to: theirs where we have words for it, and how dates are said in it. */
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';
import type { MailWords } from './words.ts';

const spoken: Readonly<Record<string, MailWords>> = { fi, sv, en };

const base = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The words for a language; English where we have none. */
export const mailWords = (tag: string | null): MailWords => {
  const language = base(tag ?? '');
  return (Object.hasOwn(spoken, language) && spoken[language]) || en;
};

/** The day of a time, as the language says it, in Finland. */
export const dayIn = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'Europe/Helsinki',
  }).format(new Date(at));

/** The tag among those that are there which fits best: the same, the same language, else the first. */
export const bestOf = (tags: readonly string[], wanted: string | null): string => {
  const want = wanted ?? '';
  return (
    tags.find((tag) => tag.toLowerCase() === want.toLowerCase()) ??
    tags.find((tag) => base(tag) === base(want)) ??
    tags[0] ??
    'en'
  );
};
