/** Several collectors over one PostgreSQL: one leads, whoever comes next takes over, and they hear of each other. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginNight, endNight, isBegun } from '../../../collector/nightMark.ts';
import { checkSharedKeys } from '../../../collector/sharedKeys.ts';
import type { Peers } from '../../../collector/store/peers.ts';
import { openPeers } from '../../../collector/store/postgres/peers.ts';
import { openPostgres } from '../../../collector/store/postgres/postgres.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import { sharedRate } from '../../../collector/traffic/sharedRate.ts';
import { type Cluster, startCluster } from '../../support/postgres.ts';
import { noon, testWorld } from '../../support/world.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
  await cluster.command('postgres', 'create database lupa');
});
afterAll(() => cluster.stop());

const address = () => ({ url: cluster.url('lupa'), durability: 'not needed' as const });
const opened = (report: (fault: unknown) => void = () => {}): Promise<Peers> =>
  openPeers(address(), { report });
const leading = (all: readonly Peers[]) => all.filter((one) => one.term() > 0);

test('of three exactly one leads; when it closes, another does', async () => {
  const all = await Promise.all([opened(), opened(), opened()]);
  expect(leading(all)).toHaveLength(1);
  const [first] = leading(all) as [Peers];
  await first.close();
  expect(first.term()).toBe(0);
  await expect.poll(() => leading(all).length).toBe(1);
  const [second] = leading(all) as [Peers];
  expect(second).not.toBe(first);
  expect(second.inherits()).toBe(true);
  await Promise.all(all.map((one) => one.close()));
});

test('whose session the server ends leads no more from then on, and is one of those that try again', async () => {
  const all = await Promise.all([opened(), opened()]);
  const [first] = leading(all) as [Peers];
  await cluster.command(
    'lupa',
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ${0x4c757063}`,
  );
  await expect.poll(() => first.term() !== 1 && leading(all).length === 1).toBe(true);
  await Promise.all(all.map((one) => one.close()));
});

test('what one tells all others hear, once, and not itself; much at once is refused', async () => {
  const all = await Promise.all([opened(), opened(), opened()]);
  const heard: unknown[][] = [[], [], []];
  for (const [place, one] of all.entries()) one.hear('word', (what) => heard[place]?.push(what));
  all[0]?.tell('word', { of: 'the first' });
  all[1]?.tell('word', 'kaksi ä');
  await expect.poll(() => heard.map((list) => list.length)).toEqual([1, 1, 2]);
  expect(heard[1]).toEqual([{ of: 'the first' }]);
  expect(heard[0]).toEqual(['kaksi ä']);
  expect(() => all[0]?.tell('word', 'x'.repeat(8000))).toThrow(RangeError);
  await Promise.all(all.map((one) => one.close()));
});

test('what is made once is made by one at a time', async () => {
  const all = await Promise.all([opened(), opened(), opened()]);
  let inside = 0;
  let most = 0;
  const made = all.map((one) =>
    one.alone(async () => {
      inside += 1;
      most = Math.max(most, inside);
      // Longer than the others need to ask for it.
      await cluster.command('lupa', 'select pg_sleep(0.05)');
      inside -= 1;
    }),
  );
  await Promise.all(made);
  expect(most).toBe(1);
  await Promise.all(all.map((one) => one.close()));
});

test('a night is begun by one of them, and gone on with until it is done', async () => {
  const stores = await Promise.all([1, 2, 3].map(() => openPostgres({ ...address(), clock: () => noon })));
  const begun = await Promise.all(stores.map((one) => beginNight(one, 1, noon)));
  expect(begun.filter(Boolean)).toHaveLength(1);
  const [one] = stores as [(typeof stores)[0]];
  expect(await isBegun(one, 1, noon)).toBe(true);
  await endNight(one, 1, noon);
  expect(await isBegun(one, 1, noon)).toBe(false);
  expect(await beginNight(one, 1, noon)).toBe(false);
  expect(await beginNight(one, 1, noon + 24 * 60 * 60_000)).toBe(true);
  await Promise.all(stores.map((each) => each.close()));
});

test('a collector with other keys is refused, and so is one that lacks a key; a newer one behind is noted', async () => {
  const store = await openPostgres({ ...address(), clock: () => noon });
  const key = (n: number) => new Uint8Array(32).fill(n);
  const check = (secrets: number, ...suppression: number[]) =>
    checkSharedKeys(store, 2, { secrets: key(secrets), suppression: suppression.map(key) });
  await check(1, 2);
  await check(1, 2);
  await expect(check(9, 2)).rejects.toThrow('The secrets key beside the data folder is not the one');
  await expect(check(1, 9)).rejects.toThrow('The suppression key');
  await check(1, 2, 3);
  await expect(check(1, 2)).rejects.toThrow('The suppression key');
  await store.close();
});

test('a visitor has one share of requests, however many collectors take them', async () => {
  const world = testWorld();
  const others: ((what: unknown) => void)[] = [];
  const limits = [1, 2, 3].map((number) => {
    const shared = sharedRate(
      {
        // As the database carries it: as text, to all but whoever tells.
        tell: (_, what) => {
          for (const [place, hear] of others.entries())
            if (place !== number - 1) hear(JSON.parse(JSON.stringify(what)));
        },
        hear: (_, listener) => others.push(listener),
      },
      new Uint8Array(32).fill(7),
    );
    const limit = rateLimit({
      perMinute: 60,
      clock: world.clock,
      random: world.random,
      ...shared.settings,
    });
    shared.hear(limit);
    return { limit, shared };
  });
  const host = [192, 0, 2, 7];
  let taken = 0;
  for (let second = 0; second < 10; second++) {
    for (const { limit } of limits) for (let n = 0; n < 5; n++) if (limit.take(host, 1) === 0) taken += 1;
    for (const { shared } of limits) await shared.tell();
    world.pass(1000);
  }
  // Sixty, what came back in ten seconds, and at most what was given before the others had heard of it.
  expect(taken).toBeGreaterThanOrEqual(60);
  expect(taken).toBeLessThanOrEqual(60 + 10 + 15);
  // Another host has its own; names of yesterday's key are nobody's.
  expect(limits[0]?.limit.take([192, 0, 2, 8], 1)).toBe(0);
});
