/** The headings of the records of processing: a language is one object of this shape. What was written by the owner stays as it is. */
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

export interface RecordWords {
  language: 'fi' | 'sv' | 'en';
  title: string;
  /** The operator's part. */
  processorTitle: string;
  made: string;
  name: string;
  contact: string;
  postalAddress: string;
  dataProtectionOfficer: string;
  representative: string;
  jointControllers: string;
  supervisoryAuthority: string;
  financialYearEnd: string;
  controller: string;
  processor: string;
  activities: string;
  bases: string;
  subjects: string;
  categories: string;
  data: string;
  retention: string;
  seenBy: string;
  recipients: string;
  role: string;
  country: string;
  agreement: string;
  purposes: string;
  services: string;
  sites: string;
  days: (days: number) => string;
  untilWithdrawn: string;
  transfers: string;
  tool: string;
  /** Of the standard contractual clauses. */
  module: string;
  none: string;
  /** A service outside the EEA of which nothing is on record. */
  noTool: string;
  measures: string;
  outside: string;
  customers: string;
  processing: string;
  instructions: string;
}

const spoken: Readonly<Record<string, RecordWords>> = { fi, sv, en };

export const recordLanguages = ['fi', 'sv', 'en'] as const;

/** The words in this language; English where there are none. */
export const recordWords = (language: string): RecordWords =>
  (Object.hasOwn(spoken, language) ? spoken[language] : undefined) ?? en;
