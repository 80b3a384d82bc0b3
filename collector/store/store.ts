/** The seam: what the collector asks of a database, whichever engine keeps it. */
import type { Planned } from './plan.ts';
import type { Sql } from './sql.ts';
import type { Value, Values } from './value.ts';

export type { Planned } from './plan.ts';
export type { Sql } from './sql.ts';
export { sql } from './sql.ts';
export type { Value, Values } from './value.ts';

/** Under which conditions a statement of a write runs, and the write with it. */
export interface Conditions {
  /** Without a row from it, nothing of its write happens and the write is refused as `Unmet`. */
  readonly must?: true;
  /** Runs only where the statement at this place of the same write answered a row (`found`), or none. */
  readonly when?: { readonly place: number; readonly found: boolean };
}

/** A statement with its values: data, so that it can run here, in a thread, or be run again after a lost race. */
export interface Statement extends Conditions {
  readonly sql: Sql;
  readonly values: Values;
}

/** A statement with its values. */
export const statement = (sql: Sql, values: Values): Statement => ({ sql, values });

/** A statement that must answer a row: the condition under which the rest of its write happens at all. */
export const must = (conditional: Statement): Statement => ({ ...conditional, must: true });

/** A statement that runs only where an earlier one of its write, at `place` from 0, answered a row. */
export const ifFound = <One extends Conditions>(place: number, conditional: One): One => ({
  ...conditional,
  when: { place, found: true },
});

/** A statement that runs only where an earlier one of its write, at `place` from 0, answered none. */
export const unlessFound = <One extends Conditions>(place: number, conditional: One): One => ({
  ...conditional,
  when: { place, found: false },
});

/** A statement that had to answer a row did not: the write left no trace. */
export class Unmet extends Error {
  override name = 'Unmet';
}

/** A row as it comes out: text, numbers, bytes or null. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Visitors' writes go before imports. */
export type Urgency = 'visitor' | 'import';

/** What is done to the database between writes: `vacuum` rewrites it, so that nothing of what was deleted stays. */
export const tasks = ['vacuum', 'checkpoint'] as const;
export type Task = (typeof tasks)[number];

export interface Store {
  /** Writes that wait for their turn. */
  waiting(): number;
  /** The rows of one query. `Expected` is the row type that the query is written for. */
  read<Expected = Row>(sql: Sql, values: Values): Promise<Expected[]>;
  /**
   * Runs the statements atomically, together with what else waits, and answers after the transaction is on disk,
   * with the rows of each statement. Conditions are in the statements (`where not exists`, `where version = :seen`).
   * A statement that did not run has no rows. Rejects with `Busy` when too much waits, with `Unmet` when a statement that must answer a row has none.
   */
  write(statements: readonly Statement[] | Planned, urgency?: Urgency): Promise<Row[][]>;
  /** The rows of a query that may take long, read in a thread of its own: statistics, exports, verification. */
  readApart<Expected = Row>(sql: Sql, values: Values): Promise<Expected[]>;
  /** Runs a task between two writes, which wait for it; answers the milliseconds that it took. */
  maintain(task: Task): Promise<number>;
  /** Finishes what was taken, then closes. */
  close(): Promise<void>;
}

/** What only reads. */
export type Readable = Pick<Store, 'read'>;

/** Too much waits: come back in a second. */
export class Busy extends Error {
  override name = 'Busy';
}

/** The database does not answer, or is one that may not be written to: come back in a second. */
export class Away extends Busy {
  override name = 'Away';
}

/** The disk is full or fails: nothing of the write was kept, and it may be sent again. */
export class NoRoom extends Error {
  override name = 'NoRoom';
}

/** The value of a column that the query is known to answer as text. */
export const textOf = (row: Row, column: string): string => {
  const value: Value | undefined = row[column];
  if (typeof value !== 'string') throw new TypeError(`${column} is not text.`);
  return value;
};
