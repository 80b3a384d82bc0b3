/** The embedded engine: one libSQL file, one connection, reached only through the guard. */
import Database from 'libsql';
import { migrate } from './migrate.ts';
import { commitQueue, type Outcome, type Write } from './queue.ts';
import { type Sql, withParameters } from './sql.ts';
import { type Row, type Statement, type Store, Unmet } from './store.ts';
import { bindings, type Values } from './value.ts';

export interface LibsqlOptions {
  /** Path of the database file. */
  file: string;
  /** 32 bytes that the file is encrypted with; without them it is plain. */
  encryptionKey?: Uint8Array;
  clock: () => number;
}

/** The one place that hands values to the driver. */
const guardedConnection = (options: Pick<LibsqlOptions, 'file' | 'encryptionKey'>) => {
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
  const prepared = new Map<Sql, Database.Statement>();

  const run = (sql: Sql, values: Values): Row[] => {
    const bound = bindings(sql, values);
    let known = prepared.get(sql);
    if (!known) {
      known = database.prepare(withParameters(sql, (place) => `?${place}`));
      prepared.set(sql, known);
    }
    // Always an array, even of none: a lone object or buffer aborts the process.
    return (known.all(bound) as Record<string, unknown>[]).map(plain);
  };

  return {
    run,
    exec: (script: string) => database.exec(script),
    close: () => {
      prepared.clear();
      database.close();
    },
  };
};

/** Blobs come out as ArrayBuffer; everything else as it is. */
const plain = (row: Record<string, unknown>): Row => {
  for (const column of Object.keys(row)) {
    if (row[column] instanceof ArrayBuffer) row[column] = new Uint8Array(row[column]);
  }
  return row as Row;
};

export type Connection = ReturnType<typeof guardedConnection>;

const runStatement = (connection: Connection, { sql, values, must }: Statement): Row[] => {
  const rows = connection.run(sql, values);
  if (must && rows.length === 0) throw new Unmet('A condition of the write does not hold.');
  return rows;
};

const inOneTransaction = (connection: Connection, writes: readonly Write[]): Row[][][] => {
  connection.exec('begin immediate');
  try {
    const rows = writes.map((write) => write.map((one) => runStatement(connection, one)));
    connection.exec('commit');
    return rows;
  } catch (error) {
    rollBack(connection);
    throw error;
  }
};

/** A failed statement may have ended the transaction already; the error that led here is the one to tell. */
const rollBack = (connection: Connection): void => {
  try {
    connection.exec('rollback');
  } catch {}
};

/** All writes in one transaction; when one fails, each again in a transaction of its own, so that it spoils no other. */
const runTurn = (connection: Connection, writes: readonly Write[]): Outcome[] => {
  try {
    return inOneTransaction(connection, writes).map((rows) => ({ rows }));
  } catch (error) {
    if (writes.length === 1) return [{ error }];
    return writes.flatMap((write) => runTurn(connection, [write]));
  }
};

const settings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma trusted_schema = off;
  pragma temp_store = memory;
  pragma cache_size = -65536;
`;

/** Opens the file, brings its schema up to date and answers the store. */
export const openLibsql = async (options: LibsqlOptions): Promise<Store> => {
  const connection = guardedConnection(options);
  try {
    connection.exec(settings);
    migrate(connection, options.clock());
  } catch (error) {
    connection.close();
    throw error;
  }
  const queue = commitQueue((writes) => runTurn(connection, writes));
  return {
    read: async <Expected>(sql: Sql, values: Values) => connection.run(sql, values) as Expected[],
    write: (statements, urgency = 'visitor') => queue.add(statements, urgency),
    close: async () => {
      await queue.drain();
      connection.exec('pragma wal_checkpoint(truncate)');
      connection.close();
    },
  };
};

/** For the tests of the guard itself. */
export const connectForTest = guardedConnection;
