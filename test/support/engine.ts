/** The engine that tests run on: the embedded file, or PostgreSQL where `LUPA_TEST_ENGINE` says so. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { Database } from '../../collector/store/database.ts';
import { openLibsql } from '../../collector/store/libsql.ts';
import { openPostgres } from '../../collector/store/postgres/postgres.ts';
import type { Store } from '../../collector/store/store.ts';
import { onPostgres } from './onPostgres.ts';
import { temporaryFolder } from './temporary.ts';

const urlOf = (database: string): string =>
  `postgres://lupa@/${database}?host=${encodeURIComponent(process.env['LUPA_TEST_CLUSTER'] ?? '')}`;

const asked = async (text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  await client.query(text);
  await client.end();
};

export interface TestDatabase {
  /** Path of the file; on PostgreSQL there is none there. */
  file: string;
  /** Address of the database on PostgreSQL; undefined for the file. */
  url: string | undefined;
  /** Either, for whoever opens it beside the collector. */
  database: Database;
  open(): Promise<Store>;
}

/** A database on the run's cluster with the schema; its name. */
const newDatabase = async (): Promise<string> => {
  const name = `lupa_${randomBytes(6).toString('hex')}`;
  await asked(`create database ${name} template lupa_template`);
  return name;
};

const served = new Map<string, string>();

/** The database of a collector in a process of its own, on the data in this folder. */
export const databaseIn = async (folder: string): Promise<Database> => {
  if (!onPostgres) return { file: `${folder}/data/lupa.db` };
  const url = served.get(folder) ?? urlOf(await newDatabase());
  served.set(folder, url);
  return { url, durability: 'not needed' };
};

/** An empty database with the schema, gone after the test file. */
export const testDatabase = async (clock: () => number): Promise<TestDatabase> => {
  const file = join(temporaryFolder(), 'lupa.db');
  if (!onPostgres)
    return { file, url: undefined, database: { file }, open: () => openLibsql({ file, clock }) };
  const name = await newDatabase();
  afterAll(() => asked(`drop database ${name} with (force)`));
  const url = urlOf(name);
  const database = { url, durability: 'not needed' } as const;
  return { file, url, database, open: () => openPostgres({ ...database, clock, readers: 2 }) };
};
