/** SQL as constants: written once, named parameters, known to the tests that prepare every statement on both engines. */

/** One statement. `names` are its parameters in the order of first use. */
export interface Sql {
  readonly text: string;
  readonly names: readonly string[];
}

// Strings, quoted names, comments and PostgreSQL's casts are passed over; what is left after a colon is a parameter.
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|::|:([a-z][a-zA-Z0-9]*)/g;

const registered: Sql[] = [];

/** All statements of the modules loaded so far. */
export const statements = (): readonly Sql[] => registered;

/** Declares a statement. Takes no values between its pieces: SQL is read, not assembled. */
export const sql = (pieces: TemplateStringsArray): Sql => {
  const text = pieces.join('').trim();
  const names = [...text.matchAll(token)].flatMap(([, name]) => name ?? []);
  const made: Sql = { text, names: [...new Set(names)] };
  registered.push(made);
  return made;
};

/** The statement's text with each parameter written by `mark`, which is given its place from 1. */
export const withParameters = (statement: Sql, mark: (place: number) => string): string =>
  statement.text.replace(token, (whole, name?: string) =>
    name === undefined ? whole : mark(statement.names.indexOf(name) + 1),
  );
