/** The words of the letter to a recipient (GDPR 19): ids and references alone, nothing of the person. */
import type { LetterWords } from '../words.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

/** `lifted`: a restriction is over. */
export const recipientActs = ['rectified', 'erased', 'restricted', 'lifted'] as const;
export type RecipientAct = (typeof recipientActs)[number];

/** What ends, and when, in words. */
export interface GroundEnding {
  what: 'agreement' | 'tool';
  day: string;
  isOver: boolean;
}

export interface RecipientWords {
  language: string;
  /** `record`: the number by which the recipient knows the person, or our id; `since`: the day of the first disclosure. */
  notice: (controller: string, act: RecipientAct, record: string, since: string) => LetterWords;
  /** To staff: what the recipient is given data on is about to end, or has ended. */
  ending: (recipient: string, ends: readonly GroundEnding[]) => LetterWords;
}

const spoken: Readonly<Record<string, RecipientWords>> = { fi, sv, en };

/** The words in the first of these languages that there are words in; English where there is none. */
export const recipientWords = (...tags: readonly (string | null | undefined)[]): RecipientWords => {
  for (const tag of tags) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    const found = Object.hasOwn(spoken, language) ? spoken[language] : undefined;
    if (found) return found;
  }
  return en;
};
