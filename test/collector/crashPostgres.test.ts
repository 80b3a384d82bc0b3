/** The built collector on PostgreSQL: what was acknowledged survives its own death and the server's, each decision once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../collector/store/postgres/postgres.ts';
import { sql } from '../../collector/store/store.ts';
import type { Decision } from '../../shared/decision.ts';
import { accepting, refusing } from '../support/decision.ts';
import { type Cluster, startCluster } from '../support/postgres.ts';
import { type Answered, type Served, serve } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

// The signing key lies beside it: both tests go on with one ledger.
const folder = temporaryFolder();
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ durable: true });
  await cluster.command('postgres', 'create database lupa');
});
afterAll(() => cluster.stop());

const counts = sql`
  select (select count(*) from ledger) as rows, (select max(number) from ledger) as last,
    (select count(*) from ledger where kind = 4) as decided, (select count(*) from decisions) as ids`;

interface Pressed {
  acknowledged: Map<Decision, string>;
  other: Answered[];
}

/** Sends from eight connections, until `kill` has ended and nothing is answered any more. */
const pressUntil = async (
  to: Served,
  kill: (acknowledged: number) => Promise<void> | undefined,
): Promise<Pressed> => {
  const notice = await to.notice();
  const pressed: Pressed = { acknowledged: new Map(), other: [] };
  let killing: Promise<void> | undefined;
  let over = false;
  const visitor = async (_: unknown, place: number): Promise<void> => {
    while (!over) {
      const decision = place % 3 === 0 ? refusing(notice) : accepting(notice);
      const answer = await to.send(decision);
      if (answer.status === 201) pressed.acknowledged.set(decision, answer.text);
      else pressed.other.push(answer);
      killing ??= kill(pressed.acknowledged.size)?.then(() => {
        over = true;
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, visitor));
  await killing;
  return pressed;
};

/** Each is answered again with the bytes that it was answered with. */
const expectKept = async (to: Served, { acknowledged }: Pressed): Promise<void> => {
  for (const [decision, text] of acknowledged)
    expect(await to.send(decision)).toMatchObject({ status: 200, text });
};

/** The ledger has no gap, and each decision is one row of it. */
const expectGapless = async ({ acknowledged }: Pressed): Promise<void> => {
  const store = await openPostgres({ url: cluster.url('lupa'), clock: Date.now });
  const [row] = await store.read<{ rows: number; last: number; decided: number; ids: number }>(counts, {});
  await store.close();
  expect(row?.rows).toBe(row?.last);
  expect(row?.decided).toBe(row?.ids);
  expect(row?.ids).toBeGreaterThanOrEqual(acknowledged.size);
};

test('a collector that is killed under load, and one that starts in its place', async () => {
  const also = { LUPA_DATABASE_URL: cluster.url('lupa'), LUPA_DATABASE_DURABILITY: '' };
  const first = await serve(folder, undefined, also);
  const pressed = await pressUntil(first, (acknowledged) =>
    acknowledged > 60 ? first.end('SIGKILL') : undefined,
  );
  const second = await serve(folder, undefined, also);
  await expectKept(second, pressed);
  await second.end('SIGTERM');
  await expectGapless(pressed);
}, 300_000);

test('a server that is killed under load: visitors are told to come back, and are served when it is', async () => {
  const served = await serve(folder, undefined, {
    LUPA_DATABASE_URL: cluster.url('lupa'),
    LUPA_DATABASE_DURABILITY: '',
  });
  const notice = await served.notice();
  const pressed = await pressUntil(served, (acknowledged) =>
    acknowledged > 60 ? cluster.crash() : undefined,
  );
  const waiting = accepting(notice);
  expect(await served.send(waiting)).toMatchObject({ status: 503, retryAfter: '1' });
  for (const { status } of pressed.other) expect(status).toBe(503);
  await cluster.start();
  await expect.poll(async () => (await served.send(waiting)).status).toBeLessThan(300);
  await expectKept(served, pressed);
  await served.end('SIGTERM');
  await expectGapless(pressed);
}, 300_000);
