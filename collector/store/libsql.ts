/** The embedded engine: one libSQL file; reads here, every write through the writer thread. */
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { type Conversation, type ConversationOptions, converse, type ThreadEnded } from './conversation.ts';
import { migrate } from './migrate.ts';
import { informPlanner } from './planner.ts';
import { type Role, readerSettings, writerSettings } from './settings.ts';
import type { Sql } from './sql.ts';
import { Busy, type Planned, type Statement, type Store } from './store.ts';
import type { Values } from './value.ts';

export interface LibsqlOptions extends ConnectionOptions {
  clock: () => number;
  /** Told when a thread has ended by itself; without it the error ends the process. */
  ended?: (error: ThreadEnded) => void;
  /** Told of every transaction: how many writes, how long. */
  watch?: ConversationOptions['watch'];
  /** Writes that may wait; more are refused with `Busy`. At 7,000 a second the last of them waits for 0.7 s. */
  waiting?: number;
}

/** The file cannot be read with this key, or without one. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** Throws `Unreadable` where the key is not the file's. */
export const readable = (connection: Connection): void => {
  try {
    connection.exec('select count(*) from sqlite_master');
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    throw new Unreadable(
      'The database cannot be read: LUPA_ENCRYPTION_KEY_FILE is missing, surplus, or names another key.',
    );
  }
};

/** Opens the file and brings its schema up to date; what is answered cannot write any more. */
const prepared = (options: LibsqlOptions): Connection => {
  const connection = connect(options);
  try {
    readable(connection);
    connection.exec(writerSettings);
    migrate(connection, options.clock());
    informPlanner(connection);
    connection.exec(readerSettings);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

const endProcess = (error: ThreadEnded): void => {
  setImmediate(() => {
    throw error;
  });
};

/** Opens the file, brings its schema up to date and answers the store. */
export const openLibsql = async (options: LibsqlOptions): Promise<Store> => {
  const { file, encryptionKey, ended = endProcess, watch, waiting = 5000 } = options;
  const connection = prepared(options);
  const start = (role: Role): Conversation =>
    converse({ role, connection: { file, ...(encryptionKey && { encryptionKey }) }, ended, watch });
  const writer = start('writer');
  let reader: Conversation | undefined;
  let closed = false;
  const refuseClosed = (): void => {
    if (closed) throw new Busy('The store is closing.');
  };
  return {
    waiting: writer.waiting,
    read: async <Expected>(sql: Sql, values: Values) => connection.run(sql, values) as Expected[],
    write: async (write: readonly Statement[] | Planned, urgency = 'visitor') => {
      refuseClosed();
      if (writer.waiting() >= waiting) throw new Busy('Too many writes wait.');
      const packed =
        'plan' in write ? { planned: writer.packPlanned(write) } : { statements: writer.pack(write) };
      return writer.ask({ kind: 'write', urgency, write: packed });
    },
    readApart: async <Expected>(sql: Sql, values: Values) => {
      refuseClosed();
      reader ??= start('reader');
      const [rows] = await reader.ask({ kind: 'read', statements: reader.pack([{ sql, values }]) });
      return rows as Expected[];
    },
    maintain: async (task) => {
      refuseClosed();
      const [rows] = await writer.ask({ kind: 'maintain', task });
      return Number(rows?.[0]?.['milliseconds']);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await reader?.close();
      connection.close();
      await writer.close();
    },
  };
};
