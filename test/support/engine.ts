/** The engine that tests run on: the embedded file, or PostgreSQL where `LUPA_TEST_ENGINE` says so. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { openLibsql } from '../../collector/store/libsql.ts';
import { openPostgres } from '../../collector/store/postgres/postgres.ts';
import type { Store } from '../../collector/store/store.ts';
import { temporaryFolder } from './temporary.ts';

export const onPostgres = process.env['LUPA_TEST_ENGINE'] === 'postgres';

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
  open(): Promise<Store>;
}

/** An empty database with the schema, gone after the test file. */
export const testDatabase = async (clock: () => number): Promise<TestDatabase> => {
  const file = join(temporaryFolder(), 'lupa.db');
  if (!onPostgres) return { file, url: undefined, open: () => openLibsql({ file, clock }) };
  const name = `lupa_${randomBytes(6).toString('hex')}`;
  await asked(`create database ${name} template lupa_template`);
  afterAll(() => asked(`drop database ${name} with (force)`));
  const url = urlOf(name);
  return { file, url, open: () => openPostgres({ url, durability: 'not needed', clock, readers: 2 }) };
};
