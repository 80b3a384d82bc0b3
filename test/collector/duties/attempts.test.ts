/** R62: attempts raise an incident by themselves, once a day and kind, and mistakes do not. */
import { createHash } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { attemptsOf } from '../../../collector/duties/incidents/attempts.ts';
import { restoreAttempts } from '../../../collector/duties/incidents/keptAttempts.ts';
import { raiseAttempts } from '../../../collector/duties/incidents/raiseAttempts.ts';
import { verifyNightly } from '../../../collector/incidentJobs.ts';
import { runRetention } from '../../../collector/rights/retention/run.ts';
import { openSealing } from '../../../collector/sealing.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import type { Acknowledgement } from '../../../shared/receipt.ts';
import { newKey, testCollector } from '../../support/collector.ts';
import { accepting, uuid } from '../../support/decision.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { workedSince } from '../../support/worked.ts';
import { testWorld } from '../../support/world.ts';

const world = testWorld();
const hour = 3_600_000;
const collector = await testCollector();
const attempts = attemptsOf(collector.world.clock, collector.world.tombstoneKey);
// The same object: the routes count into it.
collector.needs.attempts = attempts;
const { call, store, post, get } = collector;
const desk = deskOf(collector);
const raised = () => raiseAttempts(store, collector.world, attempts);
const open = async () =>
  (await call('administrator', 'GET', '/v1/incidents?open=yes')).body.items.map(
    ({ rule, attempts: count }) => [rule, count],
  );
const letters = sql`select count(*) as mails from messages where controller_id = :controller and template = 'incident'`;
const mails = async (controller = 1) =>
  (await store.read<{ mails: number }>(letters, { controller }))[0]?.mails;

test('counts in memory: what is guessed counts once, an hour is a window, and what nobody takes is not lost', () => {
  const counting = attemptsOf(world.clock, world.tombstoneKey);
  for (let n = 0; n < 1000; n += 1) counting.saw('guessed-key', 1, { guessed: 'the same wrong key' });
  expect(counting.take()).toEqual([]);
  for (let n = 0; n < 19; n += 1) counting.saw('guessed-key', 2, { guessed: `key ${n}` });
  world.pass(hour + 1);
  counting.saw('guessed-key', 2, { guessed: 'one more' });
  expect(counting.take()).toEqual([]);
  for (let n = 0; n < 25; n += 1) counting.saw('guessed-key', 2, { guessed: `key ${n}` });
  expect(counting.take()).toEqual([{ rule: 'guessed-key', controller: 2, count: 26 }]);
  expect(counting.take()).toEqual([]);
  counting.saw('guessed-key', 2, { guessed: 'on' });
  world.pass(2 * hour);
  counting.saw('guessed-key', 2, { guessed: 'later' });
  expect(counting.take()).toEqual([{ rule: 'guessed-key', controller: 2, count: 1 }]);
});

test('counters are bounded, and counting a hundred thousand takes no time that a request would feel', () => {
  const counting = attemptsOf(world.clock, world.tombstoneKey);
  const began = process.cpuUsage();
  for (let n = 0; n < 100_000; n += 1) counting.saw('sign-in', n);
  expect(workedSince(began) / 100_000).toBeLessThan(0.05);
  expect(counting.take()).toEqual([]);
});

test('staff keys guessed in number raise one incident; a script with a wrong or an ended key does not', async () => {
  const nobody = (key: string) => desk.as(key)('GET', '/v1/persons');
  const script = newKey();
  for (let n = 0; n < 40; n += 1) expect((await nobody(script)).status).toBe(401);
  await raised();
  expect(await open()).toEqual([]);
  for (let n = 0; n < 20; n += 1) await nobody(newKey());
  await raised();
  expect(await open()).toEqual([['guessed-key', 21]]);
  expect(await mails()).toBe(1);
  for (let n = 0; n < 5; n += 1) await nobody(newKey());
  await raised();
  await raised();
  expect(await open()).toEqual([['guessed-key', 26]]);
  expect(await mails()).toBe(1);
  const { body } = await call('auditor', 'GET', '/v1/incidents');
  expect(body.items[0]).toMatchObject({
    kind: 'attempt',
    reportedBy: 'collector',
    due: null,
    overdue: false,
  });
  // Another day is another incident.
  collector.world.pass(24 * hour);
  for (let n = 0; n < 20; n += 1) await nobody(newKey());
  await raised();
  expect((await open()).map(([rule]) => rule)).toEqual(['guessed-key', 'guessed-key']);
});

test('repeated failed sign-ins are raised at the controller whose staff it is, and at the operator; none where there is no such controller', async () => {
  const { number, email } = await customerOf(collector, desk, 'Aapinen Oy');
  const other = await customerOf(collector, desk, 'Beepinen Oy', 'toinen@example.fi');
  const guess = (controller: number, name: string) =>
    desk.as(undefined)('POST', '/v1/sign-in', {
      controller,
      email: name,
      password: 'wrong wrong wrong',
      code: '000000',
    });
  const statuses = new Set<number>();
  for (let n = 0; n < 30; n += 1) statuses.add((await guess(number, email)).status);
  // The lock-out goes on as ever.
  expect([...statuses].sort()).toEqual([401, 429]);
  for (let n = 0; n < 30; n += 1) await guess(4711, `nobody${n}@example.fi`);
  await raised();
  const there = desk.as(await desk.enter(number, 'administrator'));
  const { body } = await there('GET', '/v1/incidents');
  expect(body.items).toMatchObject([{ rule: 'sign-in', attempts: 30 }]);
  expect(await mails(number)).toBe(1);
  const here = (await call('administrator', 'GET', '/v1/incidents')).body.items.filter(
    ({ rule }) => rule === 'sign-in',
  );
  expect(here).toMatchObject([{ attempts: 60, origin: body.items[0]?.['origin'] }]);
  expect(
    (await desk.as(await desk.enter(other.number, 'administrator'))('GET', '/v1/incidents')).body.items,
  ).toEqual([]);
  // Nothing of who was tried, or with what.
  const rows = await store.read(sql`select * from incidents`, {});
  const said = await store.read(sql`select * from incident_phases`, {});
  expect(JSON.stringify([rows, said])).not.toMatch(/pomo|nobody\d|wrong wrong|000000/);
});

test('a slow guesser of one name is raised too, who never tries thirty times in an hour', async () => {
  collector.world.pass(24 * hour);
  const before = (await open()).length;
  const guess = () =>
    desk.as(undefined)('POST', '/v1/sign-in', {
      controller: 1,
      email: 'slow@example.fi',
      password: 'wrong wrong wrong',
      code: '000000',
    });
  for (let n = 0; n < 11; n += 1) {
    expect((await guess()).status).toBe(401);
    collector.world.pass(1000 * 2 ** n);
  }
  await raised();
  expect(await open()).toHaveLength(before);
  await guess();
  await raised();
  expect((await open()).at(-1)?.[0]).toBe('sign-in');
});

test('forged tie tokens, guessed links and one account’s guessed password are raised; an expired token is a mistake', async () => {
  collector.world.pass(1000);
  const before = (await open()).length;
  const notice = await collector.notice();
  const decision = accepting(notice);
  const { visitor = '' } = (await (await post('/s/test/decisions', decision)).json()) as Acknowledgement;
  const { privateKey } = await generateKeyPair('EdDSA');
  const now = Math.floor(collector.world.clock() / 1000);
  const forged = () =>
    new SignJWT({ aud: 'test', jti: uuid(), iat: now, exp: now + 300, sub: uuid(), visitor })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .sign(privateKey);
  for (let n = 0; n < 9; n += 1)
    await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token: await forged() });
  await raised();
  expect(await open()).toHaveLength(before);
  const tenth = await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token: await forged() });
  expect(tenth.status).toBe(403);
  for (let n = 0; n < 50; n += 1) await get(`/unsubscribe/1.${newKey()}`);
  const right = { authorization: `Bearer ${collector.siteSecret}` };
  for (let n = 0; n < 20; n += 1)
    await post('/s/test/accounts/check', { v: 1, userName: 'aino', password: `wrong horse ${n}` }, right);
  for (let n = 0; n < 30; n += 1)
    await post('/s/test/accounts/check', { v: 1, userName: `u${n}`, password: 'wrong horse' }, right);
  await raised();
  expect((await open()).slice(before).sort()).toEqual([
    ['account-guessing', 20],
    ['forged-token', 10],
    ['guessed-link', 50],
  ]);
});

test('whoever waits for restarts is counted on: a sign-in and a forged token here, one there; after an hour they are mistakes again', async () => {
  collector.world.pass(24 * hour);
  const before = (await open()).length;
  let process = attempts;
  const restarted = async () => {
    await raiseAttempts(store, collector.world, process);
    await collector.restart();
    process = attemptsOf(collector.world.clock, collector.world.tombstoneKey);
    await restoreAttempts(store, collector.world, process);
    collector.needs.attempts = process;
  };
  const signIn = (n: number) =>
    desk.as(undefined)('POST', '/v1/sign-in', {
      ...{ controller: 1, email: `restart${n}@example.fi`, password: 'wrong wrong wrong', code: '000000' },
    });
  const account = (n: number) =>
    post(
      '/s/test/accounts/check',
      { v: 1, userName: 'aino', password: `tammi ${n}`, address: '198.51.100.7' },
      { authorization: `Bearer ${collector.siteSecret}` },
    );
  for (let n = 0; n < 29; n += 1) {
    expect((await signIn(n)).status).toBe(401);
    if (n < 19) await account(n);
    if (n % 10 === 9) await restarted();
  }
  await restarted();
  expect(await open()).toHaveLength(before);
  // Neither whose address it was nor which names and passwords were tried.
  const kept = await store.read<{ counter: string }>(sql`select * from attempt_counters`, {});
  expect(kept.length).toBeGreaterThan(1);
  expect(JSON.stringify(kept)).not.toMatch(/aino|restart\d|wrong|tammi|198\.51/);
  const plain = createHash('sha256').update('aino').digest('base64').slice(0, 12);
  expect(kept.map(({ counter }) => counter)).not.toContain(plain);
  await signIn(29);
  await account(19);
  await restarted();
  expect((await open()).slice(before).sort()).toEqual([
    ['account-guessing', 20],
    ['sign-in', 30],
  ]);
  // What was raised goes on counting, and is not raised again.
  await signIn(30);
  await restarted();
  expect((await open()).slice(before).find(([rule]) => rule === 'sign-in')).toEqual(['sign-in', 31]);
  // An hour is the window, with a restart in it or without.
  for (let n = 0; n < 20; n += 1) await account(100 + n);
  collector.world.pass(2 * hour);
  const had = (await open()).length;
  for (let n = 0; n < 19; n += 1) await account(200 + n);
  await restarted();
  collector.world.pass(hour);
  await restarted();
  await account(300);
  await restarted();
  expect(await open()).toHaveLength(had);
  collector.world.pass(25 * hour);
  await runRetention(store, collector.world, 1, () => false);
  expect(await store.read(sql`select * from attempt_counters where controller_id = 1`, {})).toEqual([]);
  collector.needs.attempts = attempts;
});

test('a store that is busy loses no attempt, and no request hears of it', async () => {
  for (let n = 0; n < 20; n += 1) attempts.saw('guessed-key', 1, { guessed: `busy ${n}` });
  const busy = { ...store, write: async () => Promise.reject(new Error('busy')) };
  await expect(raiseAttempts(busy, collector.world, attempts)).rejects.toThrow('busy');
  const count = async () =>
    (await open()).filter(([rule]) => rule === 'guessed-key').reduce((sum, [, one]) => sum + Number(one), 0);
  const had = await count();
  await raised();
  expect(await count()).toBeGreaterThanOrEqual(had + 20);
});

test('a ledger that does not verify is an incident by the next morning; one that does is none', async () => {
  const folder = temporaryFolder();
  const files = { key: `${folder}/signing.key`, last: `${folder}/last` };
  const sealing = await openSealing(store, collector.world, files, () => {});
  await sealing.sealer.sealAll();
  await verifyNightly(store, collector.database, sealing, attempts);
  await raised();
  expect((await open()).filter(([rule]) => rule === 'ledger')).toEqual([]);
  await store.write([
    statement(sql`drop trigger ledger_is_only_blanked`, {}),
    statement(
      sql`update ledger set body = '{"role":"nobody"}' where controller_id = :controller and number = 1`,
      {
        controller: 1,
      },
    ),
  ]);
  await verifyNightly(store, collector.database, sealing, attempts);
  await raised();
  expect((await open()).filter(([rule]) => rule === 'ledger')).toEqual([['ledger', 1]]);
  await sealing.close();
});
