/** What page, PDF and tables are written from: headings, sentences, and rows of one kind. Values are still data. */

import type { Slices } from './slices.ts';

export interface Rows {
  /** The name of its file in the package. */
  id: string;
  title: string;
  /** A sentence before it. */
  told?: string;
  members: readonly string[];
  rows: readonly Readonly<Record<string, unknown>>[];
  /** A row as it is read, made when it is written: of ten thousand at once it would take too long. */
  show(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

export interface Part {
  id: string;
  title: string;
  sentences: readonly string[];
  tables: readonly Rows[];
}

export interface Model {
  title: string;
  language: string;
  controller: { name: string; contact: string };
  /** RFC 3339. */
  made: string;
  lead: readonly string[];
  parts: readonly Part[];
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of one kind, read as `show` says; the members are those of the first row. */
export const rowsOf = <One extends object>(
  id: string,
  title: string,
  rows: readonly One[],
  shown: (row: One) => object = (row) => row,
): Rows => {
  const show = (row: Row) => shown(row as One) as Row;
  const [first] = rows;
  const members = first ? Object.keys(show(first as Row)) : [];
  return { id, title, members, rows: rows as unknown as readonly Row[], show };
};

const says = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The members of a table that some row has a value for: the others say nothing. */
export const saidMembers = async ({ members, rows, show }: Rows, pause: Slices): Promise<string[]> => {
  let silent = [...members];
  for (const row of rows) {
    if (silent.length === 0) break;
    const shown = show(row);
    silent = silent.filter((member) => !says(shown[member]));
    await pause();
  }
  return members.filter((member) => !silent.includes(member));
};

/** A part with those of its tables that have rows. */
export const partOf = (id: string, title: string, tables: Rows[], sentences: string[] = []): Part => ({
  id,
  title,
  sentences,
  tables: tables.filter(({ rows }) => rows.length > 0),
});
