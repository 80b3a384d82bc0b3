/** The words of the letter that tells customers of a new version of the privacy statement (R67). */
import type { LetterWords } from '../words.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

export interface StatementWords {
  /** `day`: from when on it is in force; `material`: whether it changes what people agreed to. */
  changed: (controller: string, day: string, material: boolean) => LetterWords;
}

const spoken: Readonly<Record<string, StatementWords>> = { fi, sv, en };

/** The words in this language; English where there are none. */
export const statementWords = (language: string): StatementWords =>
  (Object.hasOwn(spoken, language) ? spoken[language] : undefined) ?? en;
