/** A row of a file as a row of the register: its columns named, its values of their kinds, checked. */
import { type CheckedRow, checkRow, type WrongMember } from '../../shared/register/checked.ts';
import type { Importing } from '../../shared/register/import.ts';
import type { FieldKind, Noun } from '../register/noun.ts';
import { memberOf } from './columns.ts';
import type { FileRow } from './rows.ts';

/** A resource whose rows can be read in. */
export interface Importable {
  noun: Noun;
  path: string;
  members: Parameters<typeof checkRow>[0];
}

/** A row that is as it should be, with what is still to be looked up: the company by its name, the person by their e-mail. */
export interface Ready {
  line: number;
  members: Readonly<Record<string, unknown>>;
  company: string | null;
  personEmail: string | null;
}
export type Prepared = Ready | { line: number; wrong: WrongMember[] };

const yes = new Set(['true', '1', 'yes', 'kyllä', 'ja', 'x']);
const no = new Set(['false', '0', 'no', 'ei', 'nej']);

/** A CSV's text as the kind has it; what it cannot be stays as it is, and the check says so. */
const ofKind = (kind: FieldKind | undefined, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return null;
  switch (kind) {
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'flag':
      if (yes.has(text.toLowerCase())) return true;
      return no.has(text.toLowerCase()) ? false : text;
    case 'time': {
      const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
      return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
    }
    default:
      // Spreadsheets are kept from running what begins like a formula by an apostrophe: it is no part of the value.
      return /^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text;
  }
};

const refers = (noun: Noun, kind: FieldKind): string | undefined =>
  Object.entries(noun.fields).find(([, one]) => one === kind)?.[0];

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Prepares the row; nothing is looked up yet. */
export const prepare = (row: FileRow, { noun, members }: Importable, { mapping }: Importing): Prepared => {
  const { line } = row;
  if ('wrong' in row) return { line, wrong: [{ pointer: '', problem: row.wrong }] };
  const company = refers(noun, 'organisation');
  const person = noun.person === 'person' ? refers(noun, 'person') : undefined;
  const names = [...Object.keys(members), ...(company ? ['company'] : []), ...(person ? ['email'] : [])];
  const given: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row.columns)) {
    const name = memberOf(column, names, mapping);
    if (name !== undefined) given[name] = ofKind(noun.fields[name], value);
  }
  const own = Object.fromEntries(Object.keys(members).map((name) => [name, given[name] ?? null]));
  // What is looked up stands in for the reference until then.
  const stands = '00000000-0000-7000-8000-000000000000';
  const personEmail = person ? textOf(given['email']) : null;
  if (person && personEmail !== null && own[person] === null) own[person] = stands;
  const checked: CheckedRow = checkRow(members, own);
  if ('wrong' in checked) return { line, wrong: checked.wrong };
  return { line, members: checked.row, company: company ? textOf(given['company']) : null, personEmail };
};
