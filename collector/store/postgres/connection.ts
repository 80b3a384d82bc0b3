/** One connection to one PostgreSQL server: every binding goes through the guard, every row comes out as libSQL would give it. */
import { Buffer } from 'node:buffer';
import pg from 'pg';
import { forPostgres } from '../dialect.ts';
import type { Sql } from '../sql.ts';
import { Away, type Row } from '../store.ts';
import { type Checked, checkedValues, type Values } from '../value.ts';
import { readerOf } from './column.ts';
import { type Described, describeOne } from './describe.ts';
import { faultOf } from './fault.ts';
import { unreached } from './reach.ts';
import { checkServer, type Demands } from './server.ts';
import type { Server } from './succession.ts';
import { keepVigil } from './vigil.ts';

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
  /** What PostgreSQL makes of statements, without running them; not where questions are sent without waiting. */
  describe(sqls: readonly Sql[]): Promise<Described[]>;
  /** How many answers are awaited. */
  waiting(): number;
  /** Whether it has ended by itself. */
  ended(): boolean;
  /** Waits for what was asked, then closes. */
  close(): Promise<void>;
  /** Ends it at once: whoever waits is told that nobody answers. */
  abort(): void;
}

/** A connection, and the server at its other end. */
export interface Reached {
  connection: Connection;
  server: Server;
}

/** What every connection begins with; whoever hangs or vanishes gives its locks back. No time limit may cut a commit's wait for the standby. */
const settings = `
  set client_min_messages = warning;
  set statement_timeout = 0; set lock_timeout = 0;
  set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3; set tcp_user_timeout = 9000;
  set default_transaction_isolation = 'read committed';
  set idle_in_transaction_session_timeout = '30s';
  set bytea_output = 'hex';
  set timezone = 'UTC'`;

const types = { getTypeParser: (type: number) => readerOf(type) };
const asText = { getTypeParser: () => (text: string) => text };

export interface ReachOptions {
  /** Takes what other connections notify. */
  heard?: (text: string) => void;
  /** Whether questions are sent without waiting. The driver describes none on such a connection. */
  pipeline?: boolean;
}

/** The part of the driver that its types leave out. */
interface Inside {
  processID?: number;
  connection: { stream: { destroy(error: Error): void } };
}

/** What the server says where a commit was answered that no standby has. */
const unconfirmed = 'SyncRepWaitForLSN';

/**
 * Opens a connection to the one server at `url`. Throws `Away` where nobody answers, a sentence where the server cannot keep what
 * it is given.
 */
export const reach = async (
  url: string,
  demands: Demands,
  { heard, pipeline = true }: ReachOptions = {},
): Promise<Reached> => {
  const client = new pg.Client({
    connectionString: url,
    pipeline,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    connectionTimeoutMillis: 5000,
    fallback_application_name: 'lupa',
    types: types as pg.CustomTypesConfig,
  });
  const inside = client as unknown as Inside;
  let ended = false;
  let broken = false;
  let waiting = 0;
  let answered = 0;
  let endVigil: () => void = () => {};
  const over = (): void => {
    ended = true;
    endVigil();
  };
  // Told by every question that is under way as well.
  client.on('error', over);
  client.on('end', over);
  const abort = (): void => {
    over();
    broken = true;
    inside.connection.stream.destroy(
      new Error('The connection was closed: the server gives no sign of life'),
    );
  };
  // Whoever ends a commit's wait for the standby has it answered all the same: that answer is not to be believed.
  client.on('notice', (notice) => {
    if ((notice as { routine?: string }).routine === unconfirmed) abort();
  });
  if (heard) {
    client.on('notification', ({ processId, payload = '' }) => {
      if (processId !== inside.processID) heard(payload);
    });
  }
  const asked = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    waiting += 1;
    try {
      const found = await answer;
      if (broken) throw new Away('The connection was closed before its answer could be believed.');
      return found;
    } catch (error) {
      throw faultOf(error);
    } finally {
      waiting -= 1;
      answered += 1;
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
    describe: async (sqls) => {
      const all: Described[] = [];
      for (const sql of sqls) all.push(await asked(describeOne(client, forPostgres(sql))));
      return all;
    },
    waiting: () => waiting,
    ended: () => ended,
    close: async () => {
      over();
      await client.end();
    },
    abort,
  };
  try {
    await connection.exec(settings);
    const { server, pid } = await checkServer(connection, demands);
    endVigil = keepVigil({ url, pid, waiting: () => waiting, answered: () => answered, end: abort });
    if (ended) endVigil();
    return { connection, server };
  } catch (error) {
    await connection.close();
    throw error;
  }
};
