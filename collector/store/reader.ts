/** Reading a database file beside a running collector, or without one: nothing is written, and the ledger comes as text, which is fast. */
import { existsSync } from 'node:fs';
import { type ConnectionOptions, connect } from './connection.ts';
import { readable } from './libsql.ts';
import { readerSettings } from './settings.ts';
import type { Sql } from './sql.ts';
import type { Readable } from './store.ts';
import type { Values } from './value.ts';

/** A row as `digest` and `leaf` are computed from it. */
export type Line = readonly [
  number: number,
  /** The kind's number. */
  kind: number,
  received: number,
  /** In hex; `digest` in lower case. */
  digest: string,
  salt: string | null,
  body: string | null,
];

export interface Reader extends Readable {
  /** The rows of a controller's ledger with numbers from `first` to `last`, in order. */
  lines(controller: number, first: number, last: number): Line[] | Promise<Line[]>;
  close(): Promise<void>;
}

// Blobs cost an ArrayBuffer each: as text they are read several times as fast (STORE.md, 4). In libSQL's words alone:
// PostgreSQL will have its own.
const lines: Sql = {
  text: `
    select number, kind, received, lower(hex(digest)), case when salt is not null then hex(salt) end, body from ledger
    where controller_id = :controller and number between :first and :last order by number`,
  names: ['controller', 'first', 'last'],
};

/** There is no database. */
export class NoDatabase extends Error {
  override name = 'NoDatabase';
}

/** Opens the file for reading. The driver has no read-only mode: the connection is told to refuse every write. */
export const openReader = (options: ConnectionOptions): Reader => {
  if (!existsSync(options.file)) throw new NoDatabase('There is no database: set LUPA_DATA to its folder.');
  const connection = connect(options);
  try {
    readable(connection);
    connection.exec(readerSettings);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    read: async <Expected>(sql: Sql, values: Values) => connection.run(sql, values) as Expected[],
    lines: (controller, first, last) =>
      connection.list(lines, { controller, first, last }) as unknown as Line[],
    close: async () => {
      connection.close();
    },
  };
};
