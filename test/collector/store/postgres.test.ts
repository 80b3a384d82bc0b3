/** The adapter on a server of its own: what the file's one writer promises must hold with several collectors at once. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planOf, step } from '../../../collector/store/plan.ts';
import { openPostgres } from '../../../collector/store/postgres/postgres.ts';
import { ifFound, must, type Store, sql, statement, Unmet } from '../../../collector/store/store.ts';
import { type Cluster, startCluster } from '../../support/postgres.ts';
import { noon } from '../../support/world.ts';

const number = sql`
  insert into ledger (controller_id, number, kind, received, digest)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1, 0, :received, :digest
  returning number`;
const bury = sql`insert into tombstones (controller_id, key_hash) values (:controller, :hash)`;
const buryOnce = sql`
  insert into tombstones (controller_id, key_hash) values (:controller, :hash)
  on conflict (controller_id, key_hash) do nothing
  returning controller_id`;
const buried = sql`select key_hash as hash from tombstones where controller_id = :controller order by key_hash`;
const numbers = sql`select number from ledger where controller_id = :controller order by number`;
const noted = sql`insert into marks (controller_id, name, value) values (:controller, :name, :value)`;
const notes = sql`select name, value from marks where controller_id = :controller`;
const planned = planOf(
  ['controller', 'hash', 'received', 'digest'],
  [step(buryOnce), ifFound(0, step(number))],
);
const hash = (n: number) => new Uint8Array([n]);

let cluster: Cluster;
let one: Store;
let other: Store;
const opened = (name: string) =>
  openPostgres({ url: cluster.url(name), durability: 'not needed', clock: () => noon });
beforeAll(async () => {
  cluster = await startCluster();
  await cluster.command('postgres', 'create database lupa');
  // Both at once: one of them migrates, the other waits for it.
  [one, other] = await Promise.all([opened('lupa'), opened('lupa')]);
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await cluster.stop();
});

test('two collectors number one ledger without gaps', async () => {
  const writes = Array.from({ length: 400 }, (_, place) =>
    (place % 2 === 0 ? one : other).write(
      place % 3 === 0
        ? { plan: planned, values: [7, randomBytes(8), noon, hash(1)] }
        : [statement(number, { controller: 7, received: noon, digest: hash(1) })],
    ),
  );
  await Promise.all(writes);
  const found = await one.read<{ number: number }>(numbers, { controller: 7 });
  expect(found.map((row) => row.number)).toEqual(Array.from({ length: 400 }, (_, place) => place + 1));
});

test('the same key from both is taken once', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, place) =>
      (place % 2 === 0 ? one : other).write({ plan: planned, values: [8, hash(1), noon, hash(1)] }),
    ),
  );
  expect(outcomes.filter(([rows]) => rows?.length === 1)).toHaveLength(1);
  expect(await other.read(numbers, { controller: 8 })).toEqual([{ number: 1 }]);
});

test('writes that name several controllers, none, and one each do not wait for each other for ever', async () => {
  const unnamed = sql`insert into directory (kind, key, controller_id) values ('site', :key, 1)`;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 90 }, (_, place) =>
      (place % 2 === 0 ? one : other).write(
        place % 3 === 0
          ? [statement(unnamed, { key: `deadlock-${place}` })]
          : [place, place + 1].map((n) =>
              statement(number, { controller: 20 + (n % 4), received: noon, digest: hash(1) }),
            ),
      ),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
});

test('one bad write of a turn spoils no other, planned or not', async () => {
  const taken = planOf(['controller', 'hash'], [step(bury)]);
  const results = await Promise.allSettled([
    ...[1, 2, 2, 3].map((n) => one.write([statement(bury, { controller: 9, hash: hash(n) })])),
    ...[4, 5, 5, 6].map((n) => one.write({ plan: taken, values: [9, hash(n)] })),
  ]);
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
    ...[true, true, false, true],
    ...[true, true, false, true],
  ]);
  expect(await one.read(buried, { controller: 9 })).toHaveLength(6);
});

test('a condition that does not hold refuses the whole write and leaves no trace', async () => {
  const conditional = must(statement(buryOnce, { controller: 10, hash: hash(1) }));
  await one.write([conditional]);
  const second = one.write([statement(bury, { controller: 10, hash: hash(2) }), conditional]);
  await expect(second).rejects.toBeInstanceOf(Unmet);
  expect(await one.read(buried, { controller: 10 })).toEqual([{ hash: hash(1) }]);
});

test('values come back as the file gives them, and what it refuses is refused', async () => {
  const value = new Uint8Array(randomBytes(300));
  await one.write([statement(noted, { controller: 11, name: 'ä "\\x00" 😀', value })]);
  expect(await one.read(notes, { controller: 11 })).toEqual([{ name: 'ä "\\x00" 😀', value }]);
  expect(await one.readApart(notes, { controller: 11 })).toEqual([{ name: 'ä "\\x00" 😀', value }]);
  await expect(one.read(notes, { controller: Number.NaN })).rejects.toThrow('not a finite number');
  for (const name of ['a\0b', '\ud800'])
    await expect(one.write([statement(noted, { controller: 11, name, value })])).rejects.toThrow(':name');
  await expect(one.read(notes, {})).rejects.toThrow('Missing: :controller.');
  const large = sql`select cast(9007199254740993 as bigint) as n`;
  await expect(one.read(large, {})).rejects.toThrow('too large');
  const half = sql`select cast(:n as bigint) / 2 as half, 1 = 1 as whole`;
  expect(await one.read(half, { n: 5 })).toEqual([{ half: 2, whole: 1 }]);
});

test('the connection that reads cannot write', async () => {
  await expect(one.read(bury, { controller: 12, hash: hash(1) })).rejects.toThrow();
  expect(await one.read(buried, { controller: 12 })).toEqual([]);
});

test('a server that may lose what it answered is refused in a sentence', async () => {
  const careful = openPostgres({ url: cluster.url('lupa'), clock: () => noon });
  await expect(careful).rejects.toThrow('set fsync and full_page_writes to on');
});

test('nobody who answers is said in a sentence', async () => {
  const nobody = openPostgres({ url: 'postgres://lupa@127.0.0.1:1/lupa', clock: () => noon });
  await expect(nobody).rejects.toThrow(
    'No PostgreSQL answers at 127.0.0.1:1 (nothing listens there): is LUPA_DATABASE_URL right?',
  );
});

test('a session that the server ends is made anew', async () => {
  await cluster.command(
    'lupa',
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
  );
  // Whoever was cut off is told to come back; everybody after is served.
  await one.read(numbers, { controller: 7 }).catch(() => {});
  await expect
    .poll(() =>
      one.write([statement(number, { controller: 13, received: noon, digest: hash(1) })]).catch(() => 0),
    )
    .toEqual([[{ number: expect.any(Number) }]]);
});

test('maintenance runs', async () => {
  expect(await one.maintain('vacuum')).toBeGreaterThan(0);
  expect(await one.maintain('checkpoint')).toBeGreaterThanOrEqual(0);
});
