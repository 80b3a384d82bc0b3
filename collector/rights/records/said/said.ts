/** The catalogue's words in the language of the page: purposes, categories, roles, the usual measures. English is what is written. */
import { fi } from './fi.ts';
import { sv } from './sv.ts';

const spoken: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  fi: new Map(Object.entries(fi)),
  sv: new Map(Object.entries(sv)),
};

/** The word in the language; as it is where there is none: what an owner wrote is not translated. */
export const saidIn =
  (language: string) =>
  (word: string): string =>
    spoken[language]?.get(word) ?? word;
