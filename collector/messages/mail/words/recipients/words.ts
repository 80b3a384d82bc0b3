/** The words of the letter to a recipient (GDPR 19): ids and references alone, nothing of the person. */
import type { LetterWords } from '../words.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

/** `lifted`: a restriction is over. */
export const recipientActs = ['rectified', 'erased', 'restricted', 'lifted'] as const;
export type RecipientAct = (typeof recipientActs)[number];

export interface RecipientWords {
  /** `record`: the number by which the recipient knows the person, or our id; `since`: the day of the first disclosure. */
  notice: (controller: string, act: RecipientAct, record: string, since: string) => LetterWords;
}

const spoken: Readonly<Record<string, RecipientWords>> = { fi, sv, en };

/** The words in this language; English where there are none. */
export const recipientWords = (language: string): RecipientWords =>
  (Object.hasOwn(spoken, language) ? spoken[language] : undefined) ?? en;
