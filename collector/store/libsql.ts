/** The embedded engine: one libSQL file, one connection, every write through the commit queue. */
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { migrate } from './migrate.ts';
import { commitQueue, type Outcome, type TurnDone, type Write } from './queue.ts';
import type { Sql } from './sql.ts';
import { type Row, type Statement, type Store, Unmet } from './store.ts';
import type { Values } from './value.ts';

export interface LibsqlOptions extends ConnectionOptions {
  clock: () => number;
  /** Told of each turn of the commit queue. */
  onTurn?: ((done: TurnDone) => void) | undefined;
}

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

/** The file cannot be read with this key, or without one. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const readable = (connection: Connection): void => {
  try {
    connection.exec('select count(*) from sqlite_master');
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    throw new Unreadable(
      'The database cannot be read: LUPA_ENCRYPTION_KEY_FILE is missing, surplus, or names another key.',
    );
  }
};

/** Opens the file, brings its schema up to date and answers the store. */
export const openLibsql = async (options: LibsqlOptions): Promise<Store> => {
  const connection = connect(options);
  try {
    readable(connection);
    connection.exec(settings);
    migrate(connection, options.clock());
  } catch (error) {
    connection.close();
    throw error;
  }
  const queue = commitQueue((writes) => runTurn(connection, writes), undefined, options.onTurn);
  return {
    waiting: queue.waiting,
    read: async <Expected>(sql: Sql, values: Values) => connection.run(sql, values) as Expected[],
    write: (statements, urgency = 'visitor') => queue.add(statements, urgency),
    close: async () => {
      await queue.drain();
      connection.exec('pragma wal_checkpoint(truncate)');
      connection.close();
    },
  };
};
