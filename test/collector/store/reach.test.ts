/** A collector that cannot work with its PostgreSQL says in one sentence why, and what to do. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from '../../../collector/store/postgres/postgres.ts';
import { checkServer } from '../../../collector/store/postgres/server.ts';
import { type Cluster, startCluster } from '../../support/postgres.ts';
import { noon } from '../../support/world.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
  writeFileSync(
    `${cluster.folder}/data/pg_hba.conf`,
    'local all keyed scram-sha-256\nlocal all barred reject\nlocal all all trust\n',
  );
  await cluster.command(
    'postgres',
    'select pg_reload_conf()',
    `create role keyed login password 'right'`,
    'create role barred login',
    'create role poor login',
    'create database lupa',
    'create database latin encoding latin1 template template0',
    'create database closed',
    'revoke connect on database closed from public',
    'create database narrow owner poor',
    'revoke temporary on database narrow from public, poor',
  );
});
afterAll(() => cluster.stop());

const said = (url: string): Promise<string> =>
  openPostgres({ url, durability: 'not needed', clock: () => noon }).then(
    () => 'it opened',
    (error: Error) => error.message,
  );
const at = (database: string, who = 'lupa') => cluster.url(database).replace('//lupa@', `//${who}@`);

describe('why it cannot start', () => {
  test.each([
    [
      'no database',
      () => at('none'),
      'There is no database none: type createdb --encoding UTF8 --owner lupa none',
    ],
    [
      'a wrong password',
      () => at('lupa', 'keyed:wrong'),
      'PostgreSQL refuses the password of keyed: mend it in LUPA_DATABASE_URL.',
    ],
    [
      'no password',
      () => at('lupa', 'keyed'),
      'PostgreSQL asks keyed for a password: put it into LUPA_DATABASE_URL.',
    ],
    [
      'a role that is not let in',
      () => at('lupa', 'barred'),
      'PostgreSQL does not let barred in from here: make the role, or allow it in pg_hba.conf.',
    ],
    [
      'no such role',
      () => at('lupa', 'nobody'),
      'PostgreSQL does not let nobody in from here: make the role, or allow it in pg_hba.conf.',
    ],
    [
      'no right to connect',
      () => at('closed', 'poor'),
      'The role poor may not connect to the database closed: grant it connect.',
    ],
    [
      'no right to make tables',
      () => at('lupa', 'poor'),
      'The role poor may not make tables in the database lupa: type alter database lupa owner to poor;',
    ],
    [
      'no right to make temporary functions',
      () => at('narrow', 'poor'),
      'The role poor may not make temporary functions: type grant temporary on database narrow to poor;',
    ],
    [
      'another alphabet',
      () => at('latin'),
      "The database's encoding must be UTF8: it is LATIN1. Make it anew with it.",
    ],
    [
      'a socket where there is none',
      () => 'postgres://lupa@/lupa?host=/nowhere',
      'No PostgreSQL answers on the socket /nowhere/.s.PGSQL.5432 (there is no such socket): is LUPA_DATABASE_URL right?',
    ],
    [
      'nobody at the port',
      () => 'postgres://lupa:secret@127.0.0.1:1/lupa',
      'No PostgreSQL answers at 127.0.0.1:1 (nothing listens there): is LUPA_DATABASE_URL right?',
    ],
  ])('%s', async (_, url, sentence) => {
    expect(await said(url())).toMatch(sentence);
  });

  test('a server that is too old', async () => {
    const row = ['140011', 'UTF8', 'on', 'on', 'on', 'false', 'true', 'lupa', 'lupa'];
    const old = { list: async () => [row], exec: async () => 'SET' };
    await expect(checkServer(old, {})).rejects.toThrow(
      'PostgreSQL must be version 15 or newer: it is 14.11.',
    );
  });
});
