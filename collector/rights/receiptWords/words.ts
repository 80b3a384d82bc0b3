/** What the printable receipt says around the words of the notice: every language has all of it. */

import type { How } from '../../../shared/decision.ts';
import type { AuthorityTold } from '../../../shared/register/supervisoryAuthority.ts';

export interface ReceiptWords {
  title: string;
  intro: string;
  controller: string;
  contact: string;
  statement: string;
  when: string;
  how: string;
  language: string;
  identifiers: string;
  visitor: string;
  answers: string;
  purpose: string;
  answer: string;
  granted: string;
  denied: string;
  until: string;
  history: string;
  given: string;
  refused: string;
  withdrawn: string;
  expired: string;
  shown: string;
  notShown: string;
  version: string;
  services: string;
  withdrawal: string;
  rights: string;
  rightsList: (authority: AuthorityTold) => string;
  retention: string;
  days: (count: number) => string;
  proof: string;
  proofIntro: string;
  waiting: string;
  row: string;
  /** `label`: what stood on the button, in the notice's own words. */
  pressed: (label: string) => string;
  ways: Record<How, string>;
  surfaces: Record<'banner' | 'preferences' | 'placeholder' | 'own_page' | 'api' | 'takeover', string>;
}
