/** What page, PDF and tables are written from: headings, sentences, and rows of one kind. Values are still data. */

export interface Rows {
  /** The name of its file in the package. */
  id: string;
  title: string;
  /** A sentence before it. */
  told?: string;
  members: readonly string[];
  rows: readonly Readonly<Record<string, unknown>>[];
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

/** Rows of one kind; the members are those of the first row, unless they are named. */
export const rowsOf = (
  id: string,
  title: string,
  rows: readonly object[],
  members: readonly string[] = Object.keys(rows[0] ?? {}),
): Rows => ({ id, title, members, rows: rows as readonly Record<string, unknown>[] });

/** The members of a table that some row has a value for: the others say nothing. */
export const saidMembers = ({ members, rows }: Rows): string[] =>
  members.filter((member) =>
    rows.some((row) => row[member] !== null && row[member] !== undefined && row[member] !== ''),
  );

/** A part with those of its tables that have rows. */
export const partOf = (id: string, title: string, tables: Rows[], sentences: string[] = []): Part => ({
  id,
  title,
  sentences,
  tables: tables.filter(({ rows }) => rows.length > 0),
});
