/** The words of the access answer by language. */
import { en } from './en/en.ts';
import { fi } from './fi/fi.ts';
import { sv } from './sv/sv.ts';
import { type AnswerLanguage, type AnswerWords, answerLanguages } from './words.ts';

const all: Readonly<Record<AnswerLanguage, AnswerWords>> = { fi, sv, en };

/** The words of a language. */
export const answerWords = (language: AnswerLanguage): AnswerWords => all[language];

/** The language that is meant; Finnish where the answer has no words in it. */
export const answerLanguageOf = (wanted: string | null | undefined): AnswerLanguage =>
  answerLanguages.find((one) => one === wanted?.slice(0, 2).toLowerCase()) ?? 'fi';
