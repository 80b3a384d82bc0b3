/** What the pages about requests say, in each language. */
import type { AuthorityTold } from '../../../../shared/register/supervisoryAuthority.ts';
import type { RequestKind } from '../../../../shared/request.ts';

export interface PageText {
  title: string;
  text: string;
}

export interface RequestPageWords {
  language: string;
  form: {
    title: string;
    lead(controller: string): string;
    what: string;
    /** What each right is, as whoever asks would say it. */
    kinds: Readonly<Record<RequestKind, string>>;
    email: string;
    emailHint: string;
    name: string;
    details: string;
    detailsHint: string;
    optional: string;
    button: string;
    wrong: string;
    /** What is wrong with a field. */
    wrongIn: Readonly<Record<'kind' | 'email' | 'name' | 'details', string>>;
  };
  reference: string;
  keep: string;
  taken: PageText;
  confirm: { title: string; lead(controller: string, kind: string): string; button: string; ignore: string };
  verified: { title: string; text(due: string): string };
  /** `other`: the reference number under which both are answered. */
  joined: { title: string; text: string; other: string };
  answered: PageText;
  ownPage: PageText;
  refused: PageText;
  withdrawn: PageText;
  withdraw: { text: string; button: string };
  gone: PageText;
  /** Too much is asked from one address. */
  later: PageText;
  answer: {
    title: string;
    lead: string;
    reference: string;
    button: string;
    wrong: string;
    locked: PageText;
    ready: string;
    until(day: string): string;
    forms: Readonly<Record<'page' | 'pdf' | 'json' | 'zip', string>>;
  };
  contact(controller: string, contact: string): string;
  complaint(authority: AuthorityTold): string;
}
