/** One connection to PostgreSQL: every binding goes through the guard, every row comes out as libSQL would give it. */
import { Buffer } from 'node:buffer';
import pg from 'pg';
import { forPostgres } from '../dialect.ts';
import type { Sql } from '../sql.ts';
import type { Row } from '../store.ts';
import { type Checked, checkedValues, type Values } from '../value.ts';
import { readerOf } from './column.ts';
import { faultOf } from './fault.ts';
import { unreached } from './reach.ts';
import { checkServer, type Durability } from './server.ts';

export interface PostgresAddress {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** Whether a server that may lose what it has answered is refused. */
  durability?: Durability;
}

/** A value as it is sent: text, or bytes in binary. */
export type Sent = string | Buffer | null;

/** Whole numbers go as text, which PostgreSQL reads as the type that it knows the parameter to have. */
export const sent = (value: Checked): Sent => {
  if (value === null || typeof value === 'string') return value;
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : String(value);
};

const names = new Map<Sql, { name: string; text: string }>();

/** What the statement is called on every connection of this process, and how PostgreSQL reads it. */
const known = (sql: Sql) => {
  const made = names.get(sql) ?? { name: `lupa_${names.size}`, text: forPostgres(sql) };
  names.set(sql, made);
  return made;
};

export interface Connection {
  /** The rows of a statement that is prepared once. What is asked without waiting runs in that order, in one go. */
  run(sql: Sql, values: Values): Promise<Row[]>;
  /** The same with values that have been through the guard already. */
  runSent(sql: Sql, values: Sent[]): Promise<Row[]>;
  /** A command of our own, as it is; answers what PostgreSQL calls it. */
  exec(script: string): Promise<string>;
  /** Rows as lists of text, of a statement of our own that is called `name`. */
  list(name: string, text: string, values: Sent[]): Promise<(string | null)[][]>;
  /** How many answers are awaited. */
  waiting(): number;
  /** Whether it has ended by itself. */
  ended(): boolean;
  close(): Promise<void>;
}

/** What every connection begins with; whoever hangs or vanishes gives its locks back. */
const settings = `
  set client_min_messages = warning;
  set default_transaction_isolation = 'read committed';
  set idle_in_transaction_session_timeout = '30s';
  set bytea_output = 'hex';
  set timezone = 'UTC'`;

const types = { getTypeParser: (type: number) => readerOf(type) };
const asText = { getTypeParser: () => (text: string) => text };

/**
 * Opens a connection. Throws `Away` where nobody answers, a sentence where the server cannot keep what it is given. `heard` takes
 * what other connections notify.
 */
export const connect = async (
  { url, durability = 'demanded' }: PostgresAddress,
  heard?: (text: string) => void,
): Promise<Connection> => {
  const client = new pg.Client({
    connectionString: url,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    fallback_application_name: 'lupa',
    types: types as pg.CustomTypesConfig,
  });
  // The types leave it out.
  const own: { processID?: number } = client as object;
  let ended = false;
  let waiting = 0;
  // Told by every question that is under way as well.
  client.on('error', () => {
    ended = true;
  });
  client.on('end', () => {
    ended = true;
  });
  if (heard) {
    client.on('notification', ({ processId, payload = '' }) => {
      if (processId !== own.processID) heard(payload);
    });
  }
  const asked = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    waiting += 1;
    try {
      return await answer;
    } catch (error) {
      throw faultOf(error);
    } finally {
      waiting -= 1;
    }
  };
  try {
    await client.connect();
  } catch (error) {
    throw unreached(error, client);
  }
  const runSent = async (sql: Sql, values: Sent[]): Promise<Row[]> => {
    const { rows } = await asked(client.query<Row>({ ...known(sql), values }));
    return rows;
  };
  const connection: Connection = {
    run: async (sql, values) => runSent(sql, checkedValues(sql, values).map(sent)),
    runSent,
    exec: async (script) => {
      const result = await asked(client.query(script));
      return result.command;
    },
    list: async (name, text, values) => {
      const query = { name, text, values, rowMode: 'array' as const, types: asText };
      const { rows } = await asked(client.query<(string | null)[]>(query as pg.QueryArrayConfig));
      return rows;
    },
    waiting: () => waiting,
    ended: () => ended,
    close: async () => {
      ended = true;
      await client.end();
    },
  };
  try {
    await connection.exec(settings);
    await checkServer(connection, durability);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
};
