/** Starts the cluster of a test run on PostgreSQL, with a template that each test collector's database is copied from. */
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../collector/store/postgres/postgres.ts';
import { startCluster } from './postgres.ts';

export const setup = async (_: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (process.env['LUPA_TEST_ENGINE'] !== 'postgres') return undefined;
  const cluster = await startCluster({ connections: 1500 });
  await cluster.command('postgres', 'create database lupa_template');
  // Words of the file's that tests say of its data.
  await cluster.command(
    'lupa_template',
    `create function zeroblob(bigint) returns bytea language sql immutable as $$ select decode(repeat('00', $1::int), 'hex') $$`,
    'create function randomblob(bigint) returns bytea language sql volatile as $$ select substr(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 1, $1::int) $$',
    `create function hex(bytea) returns text language sql immutable as $$ select upper(encode($1, 'hex')) $$`,
  );
  // The time at which migrations ran is told by nobody.
  const store = await openPostgres({
    url: cluster.url('lupa_template'),
    durability: 'not needed',
    clock: () => 0,
  });
  await store.close();
  process.env['LUPA_TEST_CLUSTER'] = cluster.folder;
  return cluster.stop;
};
