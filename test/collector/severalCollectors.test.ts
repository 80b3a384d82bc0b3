/** Three built collectors over one PostgreSQL behind one address: what one promises, all of them keep together. */
import { copyFileSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase64url } from '../../collector/bytes.ts';
import { controllersOf, headOf } from '../../collector/ledger/heads.ts';
import { publicKeyOf } from '../../collector/ledger/note.ts';
import { verifyAll } from '../../collector/ledger/verify/verify.ts';
import { queueMail } from '../../collector/messages/outbox/queue.ts';
import { openToRead } from '../../collector/store/database.ts';
import { openPostgres } from '../../collector/store/postgres/postgres.ts';
import { type Store, sql } from '../../collector/store/store.ts';
import { balance } from '../support/balancer.ts';
import { accepting, refusing } from '../support/decision.ts';
import { mailServer } from '../support/mailServer.ts';
import { type Cluster, startCluster } from '../support/postgres.ts';
import { type Served, serve, talkTo } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { testWorld } from '../support/world.ts';

let cluster: Cluster;
let store: Store;
beforeAll(async () => {
  cluster = await startCluster({ durable: true });
  await cluster.command('postgres', 'create database lupa');
});
afterAll(async () => {
  await store?.close();
  await cluster.stop();
});

const counts = sql`
  select (select count(*) from ledger) as rows, (select max(number) from ledger) as last,
    (select count(*) from ledger where kind = 4) as decided, (select count(*) from decisions) as ids`;

/** What each machine has a copy of. */
const keys = ['tombstone', 'suppression', 'secrets', 'signing'];

const leads = async ({ staffUrl }: Served): Promise<boolean> =>
  (await (await fetch(`${staffUrl}/metrics`)).text()).includes('\nlupa_leads 1\n');

const leaderOf = async (all: readonly Served[]): Promise<Served> => {
  const found: Served[] = [];
  await expect
    .poll(async () => {
      found.length = 0;
      for (const one of all) if (await leads(one)) found.push(one);
      return found.length;
    })
    .toBe(1);
  return found[0] as Served;
};

/** Everything that is committed is under a signed head. */
const sealed = async (): Promise<boolean> => {
  const [controller = 0] = await controllersOf(store);
  const [row] = await store.read<{ last: number }>(counts, {});
  return (await headOf(store, controller))?.size === row?.last;
};

test('exactly once, without gaps, sealed and sent by one of them; when that one is killed, by another', async () => {
  const mails = await mailServer();
  const folders = [1, 2, 3].map(() => temporaryFolder());
  const also = {
    LUPA_DATABASE_URL: cluster.url('lupa'),
    LUPA_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    LUPA_MAIL_FROM: 'lupa@example.fi',
  };
  const start = (folder: string) => serve(folder, undefined, also);
  const [first = ''] = folders;
  const served = [await start(first)];
  for (const folder of folders.slice(1))
    for (const key of keys) copyFileSync(`${first}/data.${key}.key`, `${folder}/data.${key}.key`);
  served.push(...(await Promise.all(folders.slice(1).map(start))));
  store = await openPostgres({ url: cluster.url('lupa'), clock: Date.now });

  const there = talkTo(await balance(served.map(({ url }) => url)));
  const notice = await there.notice();
  const world = { ...testWorld(), clock: Date.now };
  const wrong: unknown[] = [];
  const acknowledged = new Map<string, string>();
  let isOver = false;
  const visitor = async (_: unknown, place: number): Promise<void> => {
    while (!isOver) {
      const decision = place % 3 === 0 ? refusing(notice) : accepting(notice);
      // The same from two connections: as it happens, at two collectors.
      for (const answer of await Promise.all([there.send(decision), there.send(decision)])) {
        const before = acknowledged.get(decision.id);
        if (answer.status === 201 || answer.status === 200) {
          if (before !== undefined && before !== answer.text) wrong.push([before, answer.text]);
          acknowledged.set(decision.id, answer.text);
        } else if (answer.status !== 503 && answer.status !== 0) wrong.push(answer);
      }
    }
  };
  const letter = (n: number) =>
    queueMail(world, {
      controller: 1,
      template: 'confirmation',
      person: null,
      to: `n${n}@example.fi`,
      subject: `${n}`,
      text: 'Hei',
    });
  const pressing = Promise.all(Array.from({ length: 6 }, visitor));
  await store.write(Array.from({ length: 40 }, (_, n) => letter(n)));
  await mails.came(40);
  await expect.poll(() => acknowledged.size).toBeGreaterThan(60);
  const addresses = mails.taken.flatMap(({ to }) => to.filter((one) => one.startsWith('n')));
  expect(addresses.length).toBe(new Set(addresses).size);

  const leader = await leaderOf(served);
  await store.write(Array.from({ length: 40 }, (_, n) => letter(100 + n)));
  await mails.came(45);
  await leader.end('SIGKILL');
  const others = served.filter((one) => one !== leader);
  await leaderOf(others);
  // Beside the day's checkpoint, which goes to the company.
  const reached = () =>
    new Set(mails.taken.flatMap(({ to }) => to.filter((one) => one.startsWith('n')))).size;
  await expect.poll(reached, { timeout: 60_000 }).toBe(80);
  const before = acknowledged.size;
  await expect.poll(() => acknowledged.size).toBeGreaterThan(before + 20);
  isOver = true;
  await pressing;
  expect(wrong).toEqual([]);
  // Whoever takes over waits for the lease of the one before: ten seconds.
  await expect.poll(sealed, { timeout: 60_000 }).toBe(true);
  // What the killed one had under way may have come twice, and then with the same id.
  const letters = mails.taken.filter(({ to }) => to[0]?.startsWith('n'));
  expect(new Set(letters.map(({ to, mail }) => `${to[0]} ${mail.messageId}`)).size).toBe(80);
  expect(letters.length).toBeLessThanOrEqual(80 + 5);

  for (const [id, text] of acknowledged) {
    const [row] = await store.read(sql`select 1 as one from decisions where decision_id = :id`, {
      id: Buffer.from(id.replaceAll('-', ''), 'hex'),
    });
    expect([id, row, text.length > 0]).toEqual([id, { one: 1 }, true]);
  }
  await Promise.all(others.map((one) => one.end('SIGTERM')));
  const [row] = await store.read<Record<'rows' | 'last' | 'decided' | 'ids', number>>(counts, {});
  expect(row?.rows).toBe(row?.last);
  expect(row?.decided).toBe(row?.ids);
  const reader = await openToRead({ url: cluster.url('lupa') });
  const seed = fromBase64url(readFileSync(`${first}/data.signing.key`, 'utf8').trim());
  const results = await verifyAll(reader, { trusted: publicKeyOf(seed) });
  await reader.close();
  expect(results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(results.length).toBeGreaterThan(0);
});

test('a leader that hangs leads no more: another does in its place, and when it goes on it is one of the others', async () => {
  const folders = [temporaryFolder(), temporaryFolder()] as [string, string];
  await cluster.command('postgres', 'create database hanging');
  const also = { LUPA_DATABASE_URL: cluster.url('hanging') };
  const first = await serve(folders[0], undefined, also);
  for (const key of keys) copyFileSync(`${folders[0]}/data.${key}.key`, `${folders[1]}/data.${key}.key`);
  const both = [first, await serve(folders[1], undefined, also)];
  const hangs = await leaderOf(both);
  const other = both.find((one) => one !== hangs) as Served;
  process.kill(hangs.pid, 'SIGSTOP');
  await expect.poll(() => leads(other), { timeout: 60_000 }).toBe(true);
  const decision = accepting(await other.notice());
  expect((await other.send(decision)).status).toBe(201);
  process.kill(hangs.pid, 'SIGCONT');
  // It answers as the other one did, and does not take the lead back.
  expect((await hangs.send(decision)).status).toBe(200);
  expect(await leads(hangs)).toBe(false);
  await leaderOf(both);
  await Promise.all(both.map((one) => one.end('SIGTERM')));
});
