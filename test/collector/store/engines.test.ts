/** One SQL, two engines: every migration and every statement is also prepared on PostgreSQL (as PGlite runs it). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../../collector/store/catalogue.ts';
import { connect } from '../../../collector/store/connection.ts';
import { forPostgres, migrationFor } from '../../../collector/store/dialect.ts';
import { migrate, migrations } from '../../../collector/store/migrate.ts';
import { sql, statements } from '../../../collector/store/sql.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon } from '../../support/world.ts';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(process.cwd(), folder, name));

const postgres = new PGlite();
const libsql = connect({ file: join(temporaryFolder(), 'engines.db') });

beforeAll(async () => {
  // Loading a module declares its statements.
  for (const folder of ['ledger', 'register', 'duties', 'rights', 'statistics', 'messages', 'store']) {
    for (const file of sources(`collector/${folder}`)) await import(file);
  }
  for (const { source } of migrations()) await postgres.exec(migrationFor('postgres', source));
  await postgres.exec(
    'create table migrations (version bigint primary key, name text, digest text, applied bigint)',
  );
  migrate(libsql, noon);
});

/** The product's statements: this file's own questions about the schema are libSQL's alone. */
const product = () => statements().filter(({ text }) => !text.includes('sqlite_master'));

test('there are statements to prepare', () => {
  expect(product().length).toBeGreaterThan(50);
});

test('every statement is prepared by libSQL and by PostgreSQL', async () => {
  const failures: string[] = [];
  for (const [place, one] of product().entries()) {
    try {
      await postgres.exec(`prepare s${place} as ${forPostgres(one)}`);
    } catch (error) {
      failures.push(`PostgreSQL: ${(error as Error).message}\n${one.text}`);
    }
    try {
      libsql.run(
        { ...one, text: `explain ${one.text}` },
        Object.fromEntries(one.names.map((name) => [name, null])),
      );
    } catch (error) {
      failures.push(`libSQL: ${(error as Error).message}\n${one.text}`);
    }
  }
  expect(failures).toEqual([]);
});

test('PostgreSQL gives every parameter the type that we bind: a whole number has 64 bits', async () => {
  const { rows } = await postgres.query<{ types: string; statement: string }>(
    `select statement, parameter_types::text as types from pg_prepared_statements where name like 's%'`,
  );
  const odd = rows.filter(({ types }) => !/^\{((bigint|bytea|text)(,|(?=\})))*\}$/.test(types));
  expect(odd).toEqual([]);
});

describe('the catalogue', () => {
  const tables = sql`
    select m.name as "table", c.name as "column" from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`;
  /** What is wrong with the declaration of a live schema, a line a column. */
  const undeclared = (connection: typeof libsql, declarations: typeof catalogue): string[] => {
    const live = connection.run(tables, {}).map((row) => `${row['table']}.${row['column']}`);
    const declared = Object.entries(declarations).flatMap(([table, columns]) =>
      Object.entries(columns).map(([name, column]) => [`${table}.${name}` as string, column] as const),
    );
    const names = new Set<string>(declared.map(([name]) => name));
    return [
      ...live.filter((name) => !names.has(name)).map((name) => `${name} is not declared`),
      ...[...names].filter((name) => !live.includes(name)).map((name) => `${name} is not there`),
      ...declared
        .filter(([, { purpose }]) => purpose.trim() === '')
        .map(([name]) => `${name} has no purpose`),
      ...declared
        .filter(
          ([, { category, basis }]) => !['technical', 'credential'].includes(category) && basis === 'none',
        )
        .map(([name]) => `${name} has no legal basis`),
    ];
  };
  test('R6, R59: declares every column of every table and none that is not there, each with a purpose, a personal one with a legal basis', () => {
    expect(undeclared(libsql, catalogue)).toEqual([]);
  });
  test('R59: a column that a migration adds without purpose and basis fails that test', () => {
    const before = migrations();
    const added = {
      version: before.length + 1,
      name: '9999-shoes.sql',
      source: 'alter table persons add column shoe_size integer;',
    };
    const changed = connect({ file: join(temporaryFolder(), 'changed.db') });
    migrate(changed, noon, [...before, added]);
    expect(undeclared(changed, catalogue)).toEqual(['persons.shoe_size is not declared']);
    const { persons } = catalogue;
    const like = persons?.['name'];
    if (!persons || !like) throw new Error('Persons have names.');
    const declaring = (change: object) => ({
      ...catalogue,
      persons: { ...persons, shoe_size: { ...like, ...change } },
    });
    expect(undeclared(changed, declaring({ purpose: '' }))).toEqual(['persons.shoe_size has no purpose']);
    expect(undeclared(changed, declaring({ basis: 'none' }))).toEqual([
      'persons.shoe_size has no legal basis',
    ]);
    expect(undeclared(changed, declaring({ purpose: 'selling shoes' }))).toEqual([]);
    // The same in the file that made the table, as it is edited before a release.
    const edited = before.map((one) => ({
      ...one,
      source: one.source.replace(/create table persons \(/, 'create table persons (\n  shoe_size integer,'),
    }));
    const anew = connect({ file: join(temporaryFolder(), 'anew.db') });
    migrate(anew, noon, edited);
    expect(undeclared(anew, catalogue)).toEqual(['persons.shoe_size is not declared']);
    anew.close();
    changed.close();
  });
  test('keys and hashes of keys are seen by nobody and copied into no answer', () => {
    const hashes = Object.values(catalogue).flatMap((columns) =>
      Object.entries(columns).filter(([name]) => name === 'key_hash' || name === 'token_hash'),
    );
    expect(hashes.length).toBeGreaterThan(2);
    for (const [, column] of hashes) expect(column.access).not.toBe('copied');
  });
});

describe('R3: one controller, first', () => {
  const exceptions = ['directory', 'migrations'];
  test('every primary key and every index begins with controller_id', () => {
    const indexes = libsql.run(
      sql`select m.name as "table", i.name as "index",
          (select c.name from pragma_index_info(i.name) c order by c.seqno limit 1) as first
        from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table'`,
      {},
    );
    const wrong = indexes.filter(
      (row) => row['first'] !== 'controller_id' && !exceptions.includes(String(row['table'])),
    );
    expect(wrong).toEqual([]);
    const keys = libsql.run(
      sql`select m.name as "table", c.name as first
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.pk = 1`,
      {},
    );
    const loose = keys.filter(
      (row) => row['first'] !== 'controller_id' && !exceptions.includes(String(row['table'])),
    );
    expect(loose).toEqual([]);
  });
  test('every statement on a table of controllers names its controller', () => {
    const forgetful = product().filter(
      ({ text }) =>
        /\b(from|into|update|join)\s+[a-z_]+/.test(text) &&
        !text.includes('controller_id = :controller') &&
        !/:controller\b/.test(text) &&
        !/\b(directory|migrations)\b/.test(text),
    );
    // The operator is found before any controller is known.
    expect(forgetful.map(({ text }) => text).filter((text) => !/\bcontrollers\b/.test(text))).toEqual([]);
  });
});
