/** The words of the printable receipt around those of the notice: Finnish, Swedish, and English for every other language. */

import { en } from './receiptWords/en.ts';
import { fi } from './receiptWords/fi.ts';
import { sv } from './receiptWords/sv.ts';
import type { ReceiptWords } from './receiptWords/words.ts';

export type { ReceiptWords } from './receiptWords/words.ts';

const languages: Record<string, ReceiptWords> = { fi, sv, en };

/** The words for a notice in `language`, and in which language they are. */
export const receiptWords = (language: string): { language: string; words: ReceiptWords } => {
  const base = language.split('-')[0] ?? '';
  const words = Object.hasOwn(languages, base) ? languages[base] : undefined;
  return words ? { language: base, words } : { language: 'en', words: en };
};
