/** R5, R60: who may act no more may act no more after a restore of a backup from when they could. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { signIn } from '../../../collector/register/signIn.ts';
import { setUp } from '../../../collector/setUp.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { codeOf, customerOf, deskOf, enrol, password } from '../../support/desk.ts';
import { restoringOf } from '../../support/restoring.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const endAll = sql`update staff set ended = :now`;

const start = async () => {
  const collector = await testCollector();
  const desk = deskOf(collector);
  const { call } = collector;
  const member = async (role: string, email: string) => {
    const made = await call('administrator', 'POST', '/v1/staff', { name: email, email, role });
    const id = Number(made.body.id);
    await call('administrator', 'POST', `/v1/staff/${id}/commitment`, {});
    return id;
  };
  const key = async (staff: number) => {
    const made = await call('administrator', 'POST', '/v1/keys', { name: 'k', staff, reach: 'all' });
    return { id: made.body.id, key: String(made.body['key']) };
  };
  const token = async (id: number) =>
    String((await call('administrator', 'POST', `/v1/staff/${id}/enrolment`)).body['token']);
  return { ...collector, ...(await restoringOf(collector)), desk, member, key, token };
};

describe('a backup from before that is restored', () => {
  test('leaves a revoked instruction revoked, since when it was, and the others as they are', async () => {
    const { desk, backUp, world, ...collector } = await start();
    const customer = await customerOf({ ...collector, world }, desk, 'Asiakas Oy');
    const theirs = desk.as(customer.token);
    const give = async () =>
      (
        await theirs('POST', '/v1/instructions', {
          givenBy: 'Pomo',
          reference: 'order 1',
          task: 'support',
          reach: 'write',
          ends: null,
        })
      ).body.id;
    const [stays, goes] = [await give(), await give()];
    const putBack = backUp();
    world.pass(1000);
    expect((await theirs('POST', `/v1/instructions/${goes}/revocation`)).status).toBe(200);
    const revoked = new Date(world.clock()).toISOString();
    world.pass(1000);
    const again = await putBack();
    expect(again.done).toMatchObject({ endings: 1, strangers: 0 });
    const officer = await again.desk.enter(customer.number, 'data_protection_officer');
    const read = async (id: string) =>
      (await again.desk.as(officer)('GET', `/v1/instructions/${id}`)).body['revoked'];
    expect([await read(goes), await read(stays)]).toEqual([revoked, null]);
  });

  test('lets nobody in who has left, nor by a key that was ended, was rotated or belongs to one who left', async () => {
    const { desk, backUp, call, member, key, world } = await start();
    const [left, stays] = [
      await member('support', 'left@example.fi'),
      await member('support', 'is@example.fi'),
    ];
    const [theirs, ended, rotated, living] = [
      await key(left),
      await key(stays),
      await key(stays),
      await key(stays),
    ];
    const putBack = backUp();
    await call('administrator', 'POST', `/v1/staff/${left}/end`);
    await call('administrator', 'POST', `/v1/keys/${ended.id}/end`);
    await call('administrator', 'POST', `/v1/keys/${rotated.id}/rotation`, { overlapHours: 2, days: 30 });
    const again = await putBack();
    const answered = async ({ key: one }: { key: string }) =>
      (await again.desk.as(one)('GET', '/v1/organisations')).status;
    expect(await Promise.all([theirs, ended, rotated, living].map(answered))).toEqual([401, 401, 200, 200]);
    world.pass(2 * 3_600_000);
    expect(await Promise.all([rotated, living].map(answered))).toEqual([401, 200]);
    expect((await desk.as(living.key)('GET', '/v1/organisations')).status).toBe(200);
  });

  test('gives nobody a role back that they had', async () => {
    const { backUp, call, member, key } = await start();
    const one = await member('administrator', 'once@example.fi');
    const theirs = await key(one);
    const putBack = backUp();
    const tag = (await call('administrator', 'GET', `/v1/staff/${one}`)).tag;
    const changed = await call(
      'administrator',
      'PATCH',
      `/v1/staff/${one}`,
      { role: 'support' },
      { 'if-match': tag },
    );
    expect(changed.status).toBe(200);
    const again = await putBack();
    expect((await again.desk.as(theirs.key)('GET', '/v1/self')).body).toMatchObject({
      staff: { role: 'support' },
    });
    expect((await again.desk.as(theirs.key)('GET', '/v1/staff')).status).toBe(403);
  });

  test('opens no session, no enrolment, and takes no password that was replaced', async () => {
    const { desk, backUp, member, token, world } = await start();
    const [changed, kept] = [
      await member('support', 'new@example.fi'),
      await member('support', 'old@example.fi'),
    ];
    const old = await enrol(desk, world, await token(changed));
    const same = await enrol(desk, world, await token(kept));
    const signIn = (to: typeof desk, email: string, secret: string) => {
      world.pass(60_000);
      return to.as(undefined)('POST', '/v1/sign-in', {
        email,
        password,
        code: codeOf(secret, world.clock()),
      });
    };
    const session = String((await signIn(desk, 'old@example.fi', same)).body['token']);
    const [waiting, used] = [await token(kept), await token(changed)];
    const putBack = backUp();
    await enrol(desk, world, used);
    const again = await putBack();
    expect((await desk.as(session)('GET', '/v1/self')).status).toBe(200);
    expect((await again.desk.as(session)('GET', '/v1/self')).status).toBe(401);
    for (const one of [waiting, used])
      expect((await again.desk.as(undefined)('POST', '/v1/enrolment', { token: one, password })).status).toBe(
        403,
      );
    expect((await signIn(again.desk, 'new@example.fi', old)).status).toBe(401);
    expect((await signIn(again.desk, 'old@example.fi', same)).status).toBe(200);
  });

  test('opens no closed account, takes no password that was replaced, revives no licence and tells no webhook that was ended', async () => {
    const collector = await start();
    const { call, backUp, world, store } = collector;
    const { make, person, correct } = customersOf(collector);
    const account = async (userName: string) => {
      const id = await make('accounts', { person: await person(), userName });
      await call('support', 'POST', `/v1/accounts/${id}/password`, { password });
      return id;
    };
    const [closed, changed] = [await account('closed'), await account('changed')];
    await account('same');
    const licence = { product: 'ELMAS', seats: 1, validFrom: '2026-01-01', person: await person() };
    const [revoked] = [
      await make('licences', { ...licence, licenceKey: 'K-1' }),
      await make('licences', { ...licence, licenceKey: 'K-2' }),
    ];
    const hook = async (url: string) =>
      (await call('administrator', 'POST', '/v1/webhooks', { url, events: ['person.erased'] })).body.id;
    const gone = await hook('https://gone.example/hook');
    const stays = await hook('https://stays.example/hook');
    const putBack = backUp();
    const now = new Date(world.clock()).toISOString();
    await correct('accounts', closed, { closed: now });
    await call('support', 'POST', `/v1/accounts/${changed}/password`, { password: `${password} toinen` });
    await correct('licences', revoked ?? '', { revoked: now });
    expect((await call('administrator', 'DELETE', `/v1/webhooks/${gone}`)).status).toBe(204);
    const again = await putBack();
    const enters = async (by: typeof store, userName: string) =>
      (await signIn(by, world, collector.needs.passwords, 1, { userName, password })) !== undefined;
    for (const [by, expected] of [
      [store, [false, false, true]],
      [again.store, [false, false, true]],
    ] as const)
      expect(await Promise.all(['closed', 'changed', 'same'].map((one) => enters(by, one)))).toEqual(
        expected,
      );
    const officer = again.desk.as(await again.desk.enter(1, 'administrator'));
    const licences = (await officer('GET', '/v1/licences')).body.items;
    expect(licences.map((one) => [one['licenceKey'], one['revoked']]).sort()).toEqual([
      ['K-1', now],
      ['K-2', null],
    ]);
    const told = (await officer('GET', '/v1/webhooks')).body.items.filter(
      (one) => (one['ended'] ?? null) === null,
    );
    expect(told.map(({ id }) => id)).toEqual([stays]);
  });

  test('where nobody may administer afterwards the start says what to do, and then makes an administrator', async () => {
    const { backUp, call, member, world, controller } = await start();
    const first = Number((await call('administrator', 'GET', '/v1/staff')).body.items[0]?.['id']);
    const putBack = backUp();
    await member('administrator', 'next@example.fi');
    expect((await call('administrator', 'POST', `/v1/staff/${first}/end`)).status).toBe(200);
    const again = await putBack();
    const path = `${temporaryFolder()}/administrator.key`;
    const begin = () =>
      setUp(again.store, world, { name: controller.name, contact: controller.contact }, path);
    await begin();
    const made = again.desk.as(readFileSync(path, 'utf8').trim());
    expect((await made('GET', '/v1/staff')).status).toBe(200);
    // As it was: the key in the file has ended.
    await again.store.write([statement(endAll, { now: world.clock() })]);
    await expect(begin()).rejects.toThrow(`remove ${path} and start again`);
  });
});
