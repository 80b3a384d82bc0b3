/** The one place that hands values to the driver: every binding goes through the guard (TOOLCHAIN.md, 3). */
import Database from 'libsql';
import { type Sql, withParameters } from './sql.ts';
import type { Row } from './store.ts';
import { type Bound, bindings, type Values } from './value.ts';

export interface ConnectionOptions {
  /** Path of the database file. */
  file: string;
  /** 32 bytes that the file is encrypted with; without them it is plain. */
  encryptionKey?: Uint8Array;
}

/** Opens the file. Throws a sentence for what the driver would take and should not. */
export const connect = (options: ConnectionOptions) => {
  if (options.file.includes('\0')) throw new TypeError('A file name cannot contain NUL.');
  if (/^(https?|wss?|libsql):/i.test(options.file)) throw new TypeError('The embedded store is a file.');
  const key = options.encryptionKey;
  // An empty key silently writes plain text (TOOLCHAIN.md, 3).
  if (key !== undefined && key.length !== 32) throw new TypeError('The encryption key must be 32 bytes.');
  const database = new Database(options.file, {
    timeout: 5000,
    ...(key && { encryptionCipher: 'aes256cbc', encryptionKey: Buffer.from(key).toString('hex') }),
  } as Database.Options);
  // Preparing in a loop that never yields grows memory: each statement is prepared once.
  const prepared = new Map<Sql, (bound: Bound[]) => Row[]>();

  const runBound = (sql: Sql, bound: Bound[]): Row[] => {
    let known = prepared.get(sql);
    if (!known) {
      known = runner(database.prepare(withParameters(sql, (place) => `?${place}`)), sql);
      prepared.set(sql, known);
    }
    return known(bound);
  };

  const fast = new Map<Sql, Database.Statement>();

  return {
    /** Rows as arrays, for queries that answer text and numbers alone: the quickest way out (STORE.md, 4). */
    list: (sql: Sql, values: Values): unknown[][] => {
      const bound = bindings(sql, values);
      const known = fast.get(sql) ?? database.prepare(withParameters(sql, (place) => `?${place}`)).raw();
      fast.set(sql, known);
      return known.all(bound) as unknown[][];
    },
    run: (sql: Sql, values: Values): Row[] => runBound(sql, bindings(sql, values)),
    /** The same with values that have been through the guard already. */
    runBound,
    exec: (script: string) => database.exec(script),
    /** What is wrong with the file's pages, in the engine's words; nothing where all is sound. */
    check: (): string[] =>
      (database.prepare('pragma integrity_check').all([]) as { integrity_check: string }[])
        .map(({ integrity_check }) => integrity_check)
        .filter((word) => word !== 'ok'),
    close: () => {
      prepared.clear();
      fast.clear();
      database.close();
    },
  };
};

type Found = Record<string, unknown>;

/**
 * The cheapest call that answers the same rows. Bindings are always an array, even of none: a lone object or buffer aborts
 * the process. `get` adds `_metadata`, and runs what returns rows of a change twice: it is for reading alone.
 */
const runner = (statement: Database.Statement, { text }: Sql): ((bound: Bound[]) => Row[]) => {
  if (!statement.reader)
    return (bound) => {
      statement.run(bound);
      return [];
    };
  if (/^select\b[^;]*\blimit 1$/i.test(text))
    return (bound) => {
      const found = statement.get(bound) as Found | undefined;
      if (!found) return [];
      const { _metadata, ...row } = found;
      return [plain(row)];
    };
  return (bound) => (statement.all(bound) as Found[]).map(plain);
};

/** Blobs come out as ArrayBuffer; everything else as it is. */
const plain = (row: Record<string, unknown>): Row => {
  for (const column of Object.keys(row)) {
    if (row[column] instanceof ArrayBuffer) row[column] = new Uint8Array(row[column]);
  }
  return row as Row;
};

export type Connection = ReturnType<typeof connect>;
