/** The database as somebody has it who needs no collector: everything in it is read, anything is done to it, on either engine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import pg from 'pg';
import type { Database } from '../../collector/store/database.ts';
import { type Store, sql } from '../../collector/store/store.ts';
import { onPostgres } from './onPostgres.ts';

/** A column of a table; `type` is blob, text or integer. */
export interface Column extends Record<string, string> {
  table: string;
  name: string;
  type: string;
}

const ofFile = sql`
  select m.name as "table", c.name, lower(c.type) as type from sqlite_master m join pragma_table_info(m.name) c
  where m.type = 'table' order by m.name, c.cid`;
const ofServer = sql`
  select table_name as "table", column_name as name,
    case data_type when 'bytea' then 'blob' when 'text' then 'text' else 'integer' end as type
  from information_schema.columns c
  where table_schema = 'public' and exists (
    select 1 from information_schema.tables t where t.table_name = c.table_name and t.table_type = 'BASE TABLE')
  order by table_name, ordinal_position`;

/** Every column of every table, in their order. */
export const columnsOf = (store: Pick<Store, 'read'>): Promise<Column[]> =>
  store.read<Column>(onPostgres ? ofServer : ofFile, {});

/** Does what `text` says, statement by statement, and answers the rows of the last; bytes as buffers. */
export const ask = async (database: Database, text: string): Promise<Record<string, unknown>[]> => {
  if ('url' in database) {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const answer: unknown = await client.query(text);
      const last = (Array.isArray(answer) ? answer.at(-1) : answer) as pg.QueryResult<
        Record<string, unknown>
      >;
      return last.rows;
    } finally {
      await client.end();
    }
  }
  const opened = new Libsql(database.file, { timeout: 5000 } as Libsql.Options);
  try {
    if (!/^\s*select\b/.test(text)) {
      opened.exec(text);
      return [];
    }
    const rows = opened.prepare(text).all([]) as Record<string, unknown>[];
    for (const row of rows)
      for (const [name, value] of Object.entries(row))
        if (value instanceof ArrayBuffer) row[name] = Buffer.from(value);
    return rows;
  } finally {
    opened.close();
  }
};

/** Every value of every table as text, bytes in latin-1, under the table's name. */
export const everyValue = async (
  store: Pick<Store, 'read'>,
  database: Database,
): Promise<[table: string, value: string][]> => {
  const all: [string, string][] = [];
  for (const table of new Set((await columnsOf(store)).map((column) => column.table)))
    for (const row of await ask(database, `select * from ${table}`))
      for (const value of Object.values(row))
        all.push([table, Buffer.isBuffer(value) ? value.toString('latin1') : `${value}`]);
  return all;
};

/** Every byte that the database has on disk; on PostgreSQL without the log, which all of a cluster share. */
export const bytesOnDisk = async (database: Database): Promise<Buffer> => {
  if ('file' in database)
    return Buffer.concat(
      [database.file, `${database.file}-wal`, `${database.file}-shm`].flatMap((one) =>
        existsSync(one) ? [readFileSync(one)] : [],
      ),
    );
  await ask(database, 'checkpoint');
  const [row] = await ask(
    database,
    "select current_setting('data_directory') as folder, oid::text as oid from pg_database where datname = current_database()",
  );
  const folder = join(`${row?.['folder']}`, 'base', `${row?.['oid']}`);
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
};

/** What stops nobody who has the database and knows how it is made: triggers, foreign keys, checks. */
const disarmed = async (database: Database): Promise<string> => {
  if ('url' in database) {
    const checks = await ask(
      database,
      "select conrelid::regclass::text as held, conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace",
    );
    const drops = checks.map(({ held, name }) => `alter table ${held} drop constraint "${name}";`);
    return `set session_replication_role = replica; ${drops.join(' ')}`;
  }
  const triggers = await ask(database, "select name from sqlite_master where type = 'trigger'");
  const drops = triggers.map(({ name }) => `drop trigger ${name};`);
  return `${drops.join(' ')} pragma foreign_keys = off; pragma ignore_check_constraints = on;`;
};

/** Runs a script in the file's words as such a one. */
export const attack = async (database: Database, script: string): Promise<void> => {
  const text = onPostgres ? script.replaceAll(/\bx'([0-9a-f]*)'/g, "'\\x$1'::bytea") : script;
  await ask(database, `${await disarmed(database)} ${text}`);
};
