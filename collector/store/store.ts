/** The seam: what the collector asks of a database, whichever engine keeps it. */
import type { Sql } from './sql.ts';
import type { Value, Values } from './value.ts';

export type { Sql } from './sql.ts';
export { sql } from './sql.ts';
export type { Value, Values } from './value.ts';

/** A statement with its values: data, so that it can run here, in a thread, or be run again after a lost race. */
export interface Statement {
  readonly sql: Sql;
  readonly values: Values;
  /** Without a row from it, nothing of its write happens and the write is refused as `Unmet`. */
  readonly must?: true;
}

/** A statement with its values. */
export const statement = (sql: Sql, values: Values): Statement => ({ sql, values });

/** A statement that must answer a row: the condition under which the rest of its write happens at all. */
export const must = (conditional: Statement): Statement => ({ ...conditional, must: true });

/** A statement that had to answer a row did not: the write left no trace. */
export class Unmet extends Error {
  override name = 'Unmet';
}

/** A row as it comes out: text, numbers, bytes or null. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Visitors' writes go before imports. */
export type Urgency = 'visitor' | 'import';

export interface Store {
  /** Writes that wait for their turn. */
  waiting(): number;
  /** The rows of one query. `Expected` is the row type that the query is written for. */
  read<Expected = Row>(sql: Sql, values: Values): Promise<Expected[]>;
  /**
   * Runs the statements atomically, together with what else waits, and answers after the transaction is on disk,
   * with the rows of each statement. Conditions are in the statements (`where not exists`, `where version = :seen`).
   * Rejects with `Busy` when too much waits, with `Unmet` when a statement that must answer a row has none.
   */
  write(statements: readonly Statement[], urgency?: Urgency): Promise<Row[][]>;
  /** Finishes what was taken, then closes. */
  close(): Promise<void>;
}

/** Too much waits: come back in a second. */
export class Busy extends Error {
  override name = 'Busy';
}

/** The value of a column that the query is known to answer as text. */
export const textOf = (row: Row, column: string): string => {
  const value: Value | undefined = row[column];
  if (typeof value !== 'string') throw new TypeError(`${column} is not text.`);
  return value;
};
