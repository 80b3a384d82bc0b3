/** Reading a database file beside a running collector, or without one: nothing is written, and the ledger comes as text, which is fast. */
import { existsSync } from 'node:fs';
import Database from 'libsql';
import { type ConnectionOptions, connect } from './connection.ts';
import type { Sql } from './sql.ts';
import type { Store } from './store.ts';
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

export interface Reader extends Store {
  /** The rows of a controller's ledger with numbers from `first` to `last`, in order. */
  lines(controller: number, first: number, last: number): Line[];
}

// Blobs cost an ArrayBuffer each: as text they are read several times as fast (STORE.md, 4).
const lines = `
  select number, kind, received, lower(hex(digest)), case when salt is not null then hex(salt) end, body from ledger
  where controller_id = ? and number between ? and ? order by number`;

/** There is no database. */
export class NoDatabase extends Error {
  override name = 'NoDatabase';
}

/** Opens the file for reading. The driver has no read-only mode: the connection is told to refuse every write. */
export const openReader = (options: ConnectionOptions): Reader => {
  if (!existsSync(options.file)) throw new NoDatabase('There is no database: set LUPA_DATA to its folder.');
  const connection = connect(options);
  connection.exec('pragma query_only = on; pragma busy_timeout = 5000');
  const fast = new Database(options.file, {
    timeout: 5000,
    ...(options.encryptionKey && {
      encryptionCipher: 'aes256cbc',
      encryptionKey: Buffer.from(options.encryptionKey).toString('hex'),
    }),
  } as Database.Options);
  fast.exec('pragma query_only = on');
  const prepared = fast.prepare(lines).raw();
  return {
    read: async <Expected>(sql: Sql, values: Values) => connection.run(sql, values) as Expected[],
    write: async (statements) => {
      throw new TypeError(`Nothing is written here, not even ${statements.length} statements.`);
    },
    lines: (controller, first, last) =>
      prepared.all([BigInt(controller), BigInt(first), BigInt(last)]) as unknown as Line[],
    close: async () => {
      fast.close();
      connection.close();
    },
  };
};
