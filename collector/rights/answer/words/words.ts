/** The words of the access answer: what a language must say. The catalogue's own words are the keys, so that none is left without. */

import type { KindOnRows } from '../../../ledger/concerns.ts';

export const answerLanguages = ['fi', 'sv', 'en'] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** Words by a key that the product has: of the catalogue, of a member, of a value. */
export type Said = Readonly<Record<string, string>>;

/** What an event of the ledger that an answer tells means: every kind of act that concerns persons, and their own signing in. */
export type ActWords = Readonly<Record<KindOnRows | 'tie' | 'tie-ended', string>>;

/** The same as values of the member `act`. */
export const actsSaid = (words: ActWords): Said =>
  Object.fromEntries(Object.entries(words).map(([kind, said]) => [`act.${kind}`, said]));

/** What the catalogue says, in plain words. */
export interface CatalogueWords {
  categories: Said;
  purposes: Said;
  bases: Said;
  retention: Said;
  /** What kind of rows a table holds, as a heading. */
  tables: Said;
  /** Why something is left out, by `table.column`. */
  withheld: Said;
}

/** Sentences and headings that are nobody's data. */
export interface TextWords {
  language: string;
  /** For times and numbers. */
  locale: string;
  title: string;
  portableTitle: string;
  made: string;
  held(controller: string): string;
  nothingHeld(controller: string): string;
  nothingHow: string;
  howToRead: string;
  contents: string;
  controller: string;
  contact: string;
  aboutYou: string;
  yourData: string;
  consentsPart: string;
  sourcesPart: string;
  sourcesText: string;
  pastPart: string;
  recordedPart: string;
  recordedText: string;
  readingsPart: string;
  readingsText: string;
  whyPart: string;
  whyText: string;
  holdsPart: string;
  holdsText: string;
  noHolds: string;
  recipientsPart: string;
  recipientsText: string;
  noRecipients: string;
  servicesText: string;
  transfersPart: string;
  transfersText: string;
  noTransfers: string;
  automatedPart: string;
  automated: string;
  withheldPart: string;
  withheldText: string;
  noOthers: string;
  rightsPart: string;
  rights: readonly { article: string; name: string; text: string }[];
  articleOf(article: string): string;
  complaint: string;
  authority: string;
  empty: string;
  yes: string;
  no: string;
  whole: string;
  page(number: number, all: number): string;
  textsShown: string;
  lookedUp: string;
  readRows(what: string): string;
  listedRows(what: string): string;
  exportedRows(what: string): string;
  readme(controller: string, made: string): string;
  portableReadme(controller: string, made: string): string;
  unwritable: string;
}

export interface AnswerWords extends CatalogueWords {
  text: TextWords;
  members: Said;
  values: Said;
}
