/** The privacy statement's shape: the same sections in every language. */
import type { GoogleMode } from '../../settings.ts';
import type { Language } from '../languages.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { type Measured, measuredIn } from './measured.ts';
import { sv } from './sv.ts';

export type Block =
  | string
  | { list: readonly string[] }
  /** Head and rows with ` | ` between the cells. */
  | { table: { caption: string; head: string; rows: readonly string[] } };

export interface Section {
  id: string;
  title: string;
  body: readonly Block[];
}

export interface Statement {
  lead: string;
  sections: readonly Section[];
}

const all: Record<Language, (google: Measured) => Statement> = { fi, sv, en };

/** As it is true where the site is measured in this way. */
export const statementIn = (language: Language, mode: GoogleMode): Statement =>
  all[language](measuredIn(language, mode));
