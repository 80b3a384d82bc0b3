/** Built collectors while the primary is killed and a standby takes its place: nothing answered is lost, or it is said so. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { fromBase64url } from '../../collector/bytes.ts';
import { publicKeyOf } from '../../collector/ledger/note.ts';
import { verifyAll } from '../../collector/ledger/verify/verify.ts';
import { openToRead } from '../../collector/store/database.ts';
import type { Decision } from '../../shared/decision.ts';
import { balance } from '../support/balancer.ts';
import { accepting, refusing } from '../support/decision.ts';
import { type Cluster, startCluster } from '../support/postgres.ts';
import { type Answered, type Served, serve, type Talk, talkTo } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

const clusters: Cluster[] = [];
afterEach(async () => {
  await Promise.all(clusters.splice(0).map((one) => one.stop()));
});
const kept = <One extends Cluster>(one: One): One => {
  clusters.push(one);
  return one;
};

const primaryWith = async (names: string): Promise<Cluster> => {
  const primary = kept(await startCluster({ durable: true }));
  await primary.command(
    'postgres',
    'create database lupa',
    `alter system set synchronous_standby_names = '${names}'`,
    'select pg_reload_conf()',
  );
  return primary;
};

const urlOf = (...servers: Cluster[]): string =>
  `postgres://lupa@/lupa?host=${servers.map(({ folder }) => encodeURIComponent(folder)).join(',')}`;

/** What each machine has a copy of. */
const keys = ['tombstone', 'suppression', 'secrets', 'signing'];

/** Two collectors, and the folder of the first. */
const two = async (
  also: Record<string, string>,
): Promise<{ served: [Served, Served]; folders: string[] }> => {
  const folders = [temporaryFolder(), temporaryFolder()] as [string, string];
  const first = await serve(folders[0], undefined, also);
  for (const key of keys) copyFileSync(`${folders[0]}/data.${key}.key`, `${folders[1]}/data.${key}.key`);
  return { served: [first, await serve(folders[1], undefined, also)], folders };
};

interface Pressed {
  acknowledged: Map<Decision, string>;
  other: Answered[];
  /** Ends the pressing. */
  end(): Promise<void>;
}

/** Sends from six connections until it is ended. */
const press = async (there: Talk): Promise<Pressed> => {
  const notice = await there.notice();
  const acknowledged = new Map<Decision, string>();
  const other: Answered[] = [];
  let over = false;
  const visitor = async (_: unknown, place: number): Promise<void> => {
    while (!over) {
      const decision = place % 3 === 0 ? refusing(notice) : accepting(notice);
      const answer = await there.send(decision);
      if (answer.status === 201) acknowledged.set(decision, answer.text);
      else other.push(answer);
    }
  };
  const pressing = Promise.all(Array.from({ length: 6 }, visitor));
  return {
    acknowledged,
    other,
    end: async () => {
      over = true;
      await pressing;
    },
  };
};

/** Each is answered again with the bytes that it was answered with. */
const expectKept = async (to: Talk, acknowledged: ReadonlyMap<Decision, string>): Promise<void> => {
  for (const [decision, text] of acknowledged)
    expect(await to.send(decision)).toMatchObject({ status: 200, text });
};

const expectHolds = async (url: string, folder: string): Promise<void> => {
  const reader = await openToRead({ url });
  const seed = fromBase64url(readFileSync(`${folder}/data.signing.key`, 'utf8').trim());
  const results = await verifyAll(reader, { trusted: publicKeyOf(seed) });
  await reader.close();
  expect(results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(results[0]?.sealed).toBeGreaterThan(0);
};

test('a primary killed under load, its synchronous standby promoted: nothing answered is lost, and visitors are told to come again', async () => {
  const primary = await primaryWith('FIRST 1 (second, third)');
  const second = kept(await primary.standby('second'));
  const third = kept(await primary.standby('third', [second]));
  const url = urlOf(primary, second, third);
  const { served, folders } = await two({ LUPA_DATABASE_URL: url, LUPA_DATABASE_FAILOVER: 'promised' });
  const there = talkTo(await balance(served.map((one) => one.url)));
  const pressed = await press(there);
  await expect.poll(() => pressed.acknowledged.size).toBeGreaterThan(60);
  await primary.crash();
  const before = pressed.acknowledged.size;
  await second.promote();
  // The third finds the second by itself, which waits for it from then on.
  await expect.poll(() => pressed.acknowledged.size, { timeout: 120_000 }).toBeGreaterThan(before + 60);
  await pressed.end();
  for (const { status, retryAfter } of pressed.other)
    expect([0, 503]).toContain(status === 503 && !retryAfter ? 'no Retry-After' : status);
  await expectKept(there, pressed.acknowledged);
  await Promise.all(served.map((one) => one.end('SIGTERM')));
  await expectHolds(url, folders[0] ?? '');
}, 300_000);

test('a standby that lacked something and was promoted is refused by all, also by those started anew; the primary put back is taken', async () => {
  const primary = await primaryWith('');
  const second = kept(await primary.standby('second'));
  const also = { LUPA_DATABASE_URL: urlOf(primary, second) };
  const { served, folders } = await two(also);
  const [first, other] = served;
  const notice = await first.notice();
  const decisions = new Map<Decision, string>();
  const take = async (): Promise<void> => {
    const decision = accepting(notice);
    const answer = await first.send(decision);
    expect(answer.status).toBe(201);
    decisions.set(decision, answer.text);
  };
  await take();
  await second.crash();
  await take();
  await primary.crash();
  await second.start();
  await second.promote();
  const refuses = async (one: Served): Promise<boolean> => {
    const { status } = await fetch(`${one.staffUrl}/ready`);
    return status === 503 && (await one.send(accepting(notice))).status === 503;
  };
  // The second has answered for nothing: it hears it from the first.
  const told = () => existsSync(`${folders[0]}/data.last-answered`);
  await expect.poll(async () => (await refuses(first)) && told(), { timeout: 120_000 }).toBe(true);
  await expect.poll(() => refuses(other), { timeout: 120_000 }).toBe(true);
  await Promise.all(served.map((one) => one.end('SIGTERM')));
  await expect(serve(folders[0] ?? '', undefined, also)).rejects.toThrow('did not start');
  await second.crash();
  await primary.start();
  const again = await serve(folders[0] ?? '', undefined, also);
  await expectKept(again, decisions);
  await again.end('SIGTERM');
  await expectHolds(primary.url('lupa'), folders[0] ?? '');
}, 300_000);
