/** The words of letters about incidents (GDPR 33, 34): a language is one object of this shape. */
import type { AuthorityTold } from '../../../../../shared/register/supervisoryAuthority.ts';
import type { LetterWords } from '../words.ts';

/** By which rule the collector raised an attempt. */
export const attemptRules = [
  'sign-in',
  'account-guessing',
  'forged-token',
  'guessed-link',
  'guessed-key',
  'ledger',
] as const;
export type AttemptRule = (typeof attemptRules)[number];

/** What the processor tells one of its controllers (33(2)): that controller's own numbers alone. */
export interface NoticeFacts {
  operator: string;
  kind: 'breach' | 'attempt';
  nature: string;
  /** When it began and ended, as far as is known. */
  began: number | null;
  ended: number | null;
  categories: string | null;
  persons: number;
  records: number;
  /** Ids of the persons concerned; not all, where there are too many for a letter. */
  ids: readonly string[];
  incident: string;
  /** The reader's own: told by them within 72 hours. */
  authority: AuthorityTold;
  contact: string | null;
  consequences: string | null;
  measures: string | null;
}

/** What is new since the letter before (33(4)). */
export interface PhaseFacts {
  operator: string;
  incident: string;
  /** What was said, word for word. */
  lines: readonly string[];
  /** What was told as an attempt has turned out to be a breach. */
  isBreachNow: boolean;
  authority: AuthorityTold;
  persons: number;
  records: number;
}

/** What a person is told (34(2)). */
export interface PersonFacts {
  controller: string;
  happened: string;
  consequences: string;
  measures: string;
  contact: string;
  authority: AuthorityTold;
}

export interface IncidentWords {
  language: string;
  /** Staff have entered an incident; the clock runs where it is a breach. */
  raised: (kind: 'breach' | 'attempt', aware: number, authority: AuthorityTold) => LetterWords;
  /** The collector has raised an attempt by itself. */
  attempt: (rule: AttemptRule, count: number) => LetterWords;
  notice: (facts: NoticeFacts) => LetterWords;
  phase: (facts: PhaseFacts) => LetterWords;
  /** So many hours are left of the 72. */
  reminder: (due: number, hours: number, authority: AuthorityTold) => LetterWords;
  overdue: (due: number, authority: AuthorityTold) => LetterWords;
  person: (facts: PersonFacts) => LetterWords;
}

/** A time as people in Finland read it. */
export const timeIn = (language: string, time: number): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(time);

/** At most so many ids in a letter. */
export const mostIds = 200;

/** The ids, one a line. */
export const listed = (ids: readonly string[]): string => ids.slice(0, mostIds).join('\n');
