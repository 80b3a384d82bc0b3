/** User accounts: their names, and signing in with them (R19, R20, R29). */
import { describe, expect, test } from 'vitest';
import { fromUuid, toUuid } from '../../../collector/bytes.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { makeRecord } from '../../../collector/register/making.ts';
import { accounts } from '../../../collector/register/nouns/accounts.ts';
import { personsNoun } from '../../../collector/register/nouns/persons.ts';
import { passwordsOf } from '../../../collector/register/passwords.ts';
import { signIn } from '../../../collector/register/signIn.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { workedSince } from '../../support/worked.ts';

const collector = await testCollector();
const { call, needs, post, siteSecret, store, world } = collector;
const { answered, correct, list, make, person, set } = customersOf(collector);

const password = 'oikea hevonen paristo';
const server = (path: string, body: object, secret = siteSecret) =>
  post(`/s/test/accounts${path}`, { v: 1, ...body }, { authorization: `Bearer ${secret}` });
const check = (userName: string, given = password) => server('/check', { userName, password: given });

let serial = 0;
/** An account with a password, of somebody new. */
const opened = async () => {
  serial += 1;
  const [whose, userName] = [await person(), `Käyttäjä${serial}`];
  const answer = await server('', { person: whose, userName, password });
  expect(answer.status).toBe(201);
  const { account } = (await answer.json()) as { account: string };
  return { whose, userName, account };
};

describe('the user name', () => {
  test('R19, R29: it is found by its person, corrected, and in the access answer with what was tried', async () => {
    const whose = await person();
    const id = await make('accounts', { person: whose, userName: 'aino.virtanne' });
    expect(await list('accounts', `person=${whose}`)).toMatchObject([{ id, userName: 'aino.virtanne' }]);
    await correct('accounts', id, { userName: 'aino.virtanen' });
    const found = async (value: string) =>
      (await call('support', 'POST', '/v1/lookups', { by: 'userName', value, reason: 'a test' })).body[
        'persons'
      ];
    expect(await found('AINO.VIRTANEN')).toMatchObject([{ id: whose }]);
    expect(await found('aino.virtanne')).toEqual([]);
    expect(await answered(whose, 'accounts')).toMatchObject([
      { id, userName: 'aino.virtanen', failures: 0, passwordChanged: null },
    ]);
  });
  test('R19: it is one at a controller, however it is written', async () => {
    const whose = await person();
    await make('accounts', { person: whose, userName: 'Åsa.Strauß' });
    const other = await make('accounts', { person: whose, userName: 'other' });
    for (const same of ['ÅSA.STRAUSS', 'a\u030asa.strauß', 'ÅSA.STRAUẞ', 'Ａ\u030asa.Strauss']) {
      const body = { person: whose, userName: same, source: { kind: 'person' } };
      expect((await call('support', 'POST', '/v1/accounts', body)).status, same).toBe(409);
      const edit = await call('support', 'PATCH', `/v1/accounts/${other}`, body, { 'if-match': '*' });
      expect(edit.status, same).toBe(409);
    }
    for (const wrong of ['two words', 'hidden\u200bname', '', ' '])
      expect((await server('', { person: whose, userName: wrong })).status, wrong).toBe(422);
  });
  test('R19: the same name at two controllers is two accounts of two people', async () => {
    await store.write([
      statement(
        sql`insert into controllers (controller_id, name, contact, role, created)
        select :controller, 'Other Oy', 'privacy@other.example', 'customer', :now where true`,
        {
          controller: 77,
          now: world.clock(),
        },
      ),
    ]);
    const there = nobody(77);
    const source = { kind: 'person' } as const;
    const nothing = {
      phone: null,
      position: null,
      employerAddress: null,
      language: null,
      organisation: null,
    };
    const noun = personsNoun(world);
    const row = { ...nothing, name: 'Toinen', email: 'aino1@example.fi' };
    const other = await makeRecord(store, world, noun, there, row, source);
    if ('refused' in other) throw new Error(other.refused);
    const { userName, whose, account } = await opened();
    const mine = { person: other.id, userName, closed: null };
    const made = await makeRecord(store, world, accounts, there, mine, source);
    if ('refused' in made) throw new Error(made.refused);
    expect(toUuid(made.id)).not.toBe(account);
    // A password opens the account of its own controller alone.
    const given = { userName, password };
    expect(await signIn(store, world, needs.passwords, 77, given)).toBeUndefined();
    expect(await (await check(userName)).json()).toEqual({ account, person: whose });
    // And what is the other's is not found, rather than forbidden.
    expect((await call('administrator', 'GET', `/v1/accounts/${toUuid(made.id)}`)).status).toBe(404);
    const theirs = { person: toUuid(other.id), userName: 'mine-now' };
    expect((await server('', theirs)).status).toBe(422);
  });
});

describe('signing in', () => {
  test('the right password answers whose account it is, however the name is typed; a staff call sets another', async () => {
    const { whose, userName, account } = await opened();
    const answer = await check(` ${userName.toUpperCase()} `);
    expect([answer.status, await answer.json()]).toEqual([200, { account, person: whose }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const other = 'another password';
    const done = await call('support', 'POST', `/v1/accounts/${account}/password`, { password: other });
    expect(done.status).toBe(204);
    expect((await check(userName)).status).toBe(401);
    expect((await check(userName, other)).status).toBe(200);
    expect((await server('/password', { userName, password })).status).toBe(204);
    expect((await check(userName)).status).toBe(200);
    const [row] = await list('accounts', `person=${whose}`);
    expect(row).toMatchObject({ passwordChanged: new Date(world.clock()).toISOString(), failures: 0 });
    expect(JSON.stringify(row)).not.toMatch(/argon|hash/);
  });
  test('needs the secret of the site; marketing and auditors set no password; short ones are refused', async () => {
    const { userName, account } = await opened();
    const body = { userName, password };
    for (const path of ['', '/check', '/password'])
      expect((await server(path, body, 'x'.repeat(43))).status).toBe(401);
    for (const role of ['marketing', 'auditor'] as const)
      expect((await call(role, 'POST', `/v1/accounts/${account}/password`, { password })).status).toBe(403);
    expect((await server('/password', { userName, password: 'short' })).status).toBe(422);
    expect((await server('/password', { userName: 'nobody-here', password })).status).toBe(404);
  });
  test('R12, R52: an unknown name, a wrong password, no password yet, a closed account and one whose person may not be used get one answer', async () => {
    const closed = await opened();
    await correct('accounts', closed.account, { closed: '2026-11-22' });
    const restricted = await opened();
    await set('restricted', restricted.whose);
    const erased = await opened();
    await set('erased', erased.whose);
    const wrong = await opened();
    await make('accounts', { person: wrong.whose, userName: 'without-password' });
    const answers = [
      await check('nobody-here'),
      await check('without-password'),
      await check(wrong.userName, 'wrong password'),
      await check(closed.userName),
      await check(restricted.userName),
      await check(erased.userName),
    ];
    const said = await Promise.all(
      answers.map(async (one) => [
        one.status,
        await one.text(),
        [...one.headers].filter(([name]) => name !== 'date'),
      ]),
    );
    for (const one of said) expect(one).toEqual(said[0]);
    expect(said[0]?.[0]).toBe(401);
  });
  test('R52: it takes as long whether the name is known or not', async () => {
    const dear = passwordsOf(world, { memory: 8192, passes: 2 });
    const { userName } = await opened();
    await store.write([
      statement(
        sql`update accounts set password_hash = :hash where controller_id = :controller and user_name = :userName`,
        { controller: collector.controller.id, userName, hash: await dear.hash(password) },
      ),
    ]);
    const took = async (name: string): Promise<number> => {
      const began = process.cpuUsage();
      const given = { userName: name, password: 'wrong password' };
      expect(await signIn(store, world, dear, collector.controller.id, given)).toBeUndefined();
      return workedSince(began);
    };
    const pairs: [number, number][] = [];
    for (let n = 0; n < 15; n += 1) pairs.push([await took(userName), await took(`unknown-${n}`)]);
    const middle = (values: number[]) => values.sort((one, other) => one - other)[7] ?? 0;
    const known = middle(pairs.map(([one]) => one));
    const unknown = middle(pairs.map(([, other]) => other));
    // Without the same work one of them would be some twentieth of the other.
    expect(known / unknown).toBeGreaterThan(0.5);
    expect(known / unknown).toBeLessThan(2);
  });
  test('R52: guesses slow down, also when many come at once; the wait doubles, ends, and is kept in the row', async () => {
    const { whose, userName } = await opened();
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => check(userName, `guess number ${n}`)),
    );
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
    const [row] = await list('accounts', `person=${whose}`);
    // Those that came too quick were not even looked at.
    expect(row).toMatchObject({ failures: 5 });
    expect((await check(userName)).status, 'locked, even with the right one').toBe(401);
    // A restart forgets nothing: the failures are in the file.
    const again = await collector.beside();
    const given = { userName, password };
    const controller = collector.controller.id;
    expect(await signIn(again, world, needs.passwords, controller, given)).toBeUndefined();
    await again.close();
    world.pass(1000);
    expect((await check(userName, 'wrong again')).status).toBe(401);
    world.pass(1999);
    expect((await check(userName)).status, 'two seconds after the sixth').toBe(401);
    world.pass(1);
    expect((await check(userName)).status).toBe(200);
    expect(await list('accounts', `person=${whose}`)).toMatchObject([{ failures: 0, failed: null }]);
  });
  test('a hash from when guessing was cheaper is made anew with the password that fits', async () => {
    const { userName, whose } = await opened();
    const hashOf = sql`
      select password_hash as hash from accounts where controller_id = :controller and person_id = :person`;
    const read = async () => {
      const key = { controller: collector.controller.id, person: fromUuid(whose) };
      return (await store.read<{ hash: string }>(hashOf, key))[0]?.hash;
    };
    expect(await read()).toContain('m=64,t=1');
    const dearer = passwordsOf(world, { memory: 128, passes: 1 });
    const given = { userName, password };
    expect(await signIn(store, world, dearer, collector.controller.id, given)).toBeDefined();
    expect(await read()).toContain('m=128,t=1');
    expect(await signIn(store, world, dearer, collector.controller.id, given)).toBeDefined();
  });
  test('who guesses many names from one address is slowed down by it', async () => {
    const limited = await testCollector({
      rate: (await import('../../../collector/traffic/rate.ts')).rateLimit({
        perMinute: 100,
        clock: world.clock,
        random: world.random,
      }),
    });
    const guess = (address: string, n: number) =>
      limited.post(
        '/s/test/accounts/check',
        { v: 1, userName: `name-${n}`, password, address },
        { authorization: `Bearer ${limited.siteSecret}` },
      );
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await guess('198.51.100.7', n)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await guess('198.51.100.8', 9)).status, "another's guesses are their own").toBe(401);
  });
});
