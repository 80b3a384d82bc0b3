/** What letters about requests say, in each language. */
import type { AuthorityTold } from '../../../../../shared/register/supervisoryAuthority.ts';
import type { RequestKind } from '../../../../../shared/request.ts';
import type { LetterWords } from '../words.ts';

/** What a request is called, in the middle of a sentence: "your request for access to your data". */
export type KindNames = Readonly<Record<RequestKind, string>>;

export interface RequestWords {
  language: string;
  kinds: KindNames;
  /** Asks whoever reads the mailbox; the same whether or not anybody is known by it. */
  confirm(controller: string, kind: string): LetterWords;
  /** Identity is proven, and it is worked on. `due`: a day in words. */
  received(kind: string, reference: string, due: string): LetterWords;
  joined(kind: string, reference: string, other: string): LetterWords;
  extended(kind: string, reference: string, reason: string, due: string): LetterWords;
  /** The answer is behind the link. `until`: a day in words. */
  answer(kind: string, until: string): LetterWords;
  /** Done, with what staff add. */
  done(kind: RequestKind, reference: string): LetterWords;
  /** Done, for nobody is known: the request was about nothing. */
  nothing(reference: string): LetterWords;
  /** What a law keeps after an erasure: a line each. `until`: a day in words; null where it is not known yet. */
  kept(category: string, law: string, until: string | null): string;
  refused(kind: string, reference: string, ground: string, reason: string): LetterWords;
  grounds: Readonly<
    Record<'unfounded' | 'excessive' | 'unidentified' | 'law' | 'others' | 'compelling' | 'claims', string>
  >;
  /** While an objection to processing is weighed (GDPR 18(1)(b)). */
  weighing: string;
  /** What an objection to processing that is upheld came to, where the data are kept. */
  keptUnused: string;
  /** When the restriction ends that came with an objection (GDPR 18(3)). */
  liftedOn(day: string): string;
  /** That something is left out of an answer, by the fourth paragraph of which article. */
  leftOut(article: '15' | '20'): string;
  /** `sum`: the amount with its currency. */
  fee(kind: string, reference: string, ground: string, reason: string, sum: string): LetterWords;
  /** `due`: null where that day is over already. */
  reopened(kind: string, reference: string, due: string | null): LetterWords;
  withdrawn(kind: string, reference: string): LetterWords;
  /** Before a restriction is lifted (GDPR 18(3)). */
  lifting(day: string, reason: string): LetterWords;
  /** The right to complain and to go to court: below what refuses or extends. */
  complaint(authority: AuthorityTold): string;
  /** That the Ombudsman is given the data where a law refuses access (Data Protection Act 1050/2018, section 34): of Finland's alone. */
  insteadOfYou: string;
  /** To staff: what is due. */
  reminder(reference: string, kind: string, due: string, late: boolean): LetterWords;
}
