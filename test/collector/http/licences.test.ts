/** Licences, where they are in use, and signs that they are misused (R30, R31). */
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { type Sql, sql } from '../../../collector/store/store.ts';
import { bytesOnDisk } from '../../support/beside.ts';
import { leaks } from '../../support/canary.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';

const collector = await testCollector();
const { call, controller, faults, post, siteSecret, store, world } = collector;
const { answered, company, correct, erase, list, make, person, set } = customersOf(collector);

const minute = 60_000;
const tell = async (path: string, body: object, secret = siteSecret) => {
  const answer = await post(
    `/s/test/activations${path}`,
    { v: 1, ...body },
    { authorization: `Bearer ${secret}` },
  );
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) };
};

let serial = 0;
/** A licence of a new person, and how a product's server tells of it. */
const licensed = async (change: object = {}) => {
  serial += 1;
  const whose = await person();
  const licenceKey = `ELMAS-${serial}-ABCD`;
  const id = await make('licences', {
    product: 'ELMAS',
    licenceKey,
    person: whose,
    seats: 1,
    validFrom: '2026-01-01',
    ...change,
  });
  const start = async (device: string, address?: string, more: object = {}) => {
    const { status, body } = await tell('', { licenceKey, device, ...(address && { address }), ...more });
    expect(status).toBe(201);
    return body as { activation: string; valid: boolean };
  };
  const flags = async () =>
    (await list('misuse-flags', `licence=${id}`)).map(({ rule, resolved }) => [rule, resolved]);
  return { id, whose, licenceKey, start, flags };
};

test("R30: the look-up lists a person's licences and a company's; the key is one however it is typed", async () => {
  const { id, whose } = await licensed({ licenceKey: 'elmas AB12-cd34' });
  const organisation = await company();
  const term = { seats: 10, validFrom: '2026-01-01', validUntil: '2027-01-01' };
  const theirs = { product: 'ELMAS', licenceKey: 'ELMAS-COMPANY', organisation, ...term };
  const other = await make('licences', theirs);
  expect(await list('licences', `person=${whose}`)).toMatchObject([
    { id, licenceKey: 'elmas AB12-cd34', seats: 1 },
  ]);
  expect(await list('licences', `organisation=${organisation}`)).toMatchObject([
    { id: other, validUntil: '2027-01-01T00:00:00.000Z', revoked: null },
  ]);
  for (const same of ['ELMASAB12CD34', 'elmas-ab12 – CD34']) {
    const body = { ...theirs, licenceKey: same, source: { kind: 'person' } };
    expect((await call('support', 'POST', '/v1/licences', body)).status, same).toBe(409);
  }
  const lookup = { by: 'licenceKey', value: 'ELMASAB12 CD34', reason: 'a test' };
  expect((await call('support', 'POST', '/v1/lookups', lookup)).body['persons']).toMatchObject([
    { id: whose },
  ]);
  await correct('licences', id, { seats: 2 });
  expect(await answered(whose, 'licences')).toMatchObject([{ id, product: 'ELMAS', seats: 2 }]);
  await erase(whose);
  expect(await answered(whose, 'licences')).toEqual([]);
});

test('R31: an activation is the holder’s where nobody is named; device and address are kept as they must be', async () => {
  const { id, whose, start, licenceKey } = await licensed();
  await tell('', {
    licenceKey,
    device: 'CANARY-DEVICE-7',
    address: '203.0.113.77',
    at: '2026-11-22T11:00:00Z',
  });
  const rows = await list('activations', `person=${whose}`);
  expect(rows).toMatchObject([
    { licence: id, person: whose, address: '203.0.113.0', product: 'ELMAS', ended: null },
  ]);
  expect(Object.keys(rows[0] ?? {})).not.toContain('device');
  const made = {
    licence: id,
    device: 'CANARY-DEVICE-8',
    activated: '2026-11-22',
    address: '2001:db8:1234:5678::77',
  };
  await make('activations', made);
  const bytes = await bytesOnDisk(collector.database);
  const marks = ['CANARY-DEVICE-7', 'CANARY-DEVICE-8', '203.0.113.77', '2001:db8:1234:5678::77'];
  expect(
    leaks(
      [
        { name: 'the file', bytes },
        { name: 'faults', bytes: String(faults) },
      ],
      marks,
    ),
  ).toEqual([]);
  expect(leaks([{ name: 'the file', bytes }], ['203.0.113.0', '2001:db8:1234::'])).toHaveLength(2);
  // What is no address is refused, and never kept.
  const wrong = await tell('', { licenceKey, device: 'x', address: 'my house' });
  expect([wrong.status, wrong.body.pointer]).toEqual([422, '/address']);
  expect(await start('CANARY-DEVICE-9')).toMatchObject({ valid: true });
});

test('R31: webhooks hear of an activation that raises a flag, in ids, and of no other', async () => {
  const hook = { url: 'https://crm.example/', events: ['licence.misuse'] };
  expect((await call('administrator', 'POST', '/v1/webhooks', hook)).status).toBe(201);
  const told = async () =>
    store.read<{ body: string }>(
      sql`select body from messages where template = 'licence.misuse' and controller_id = :controller`,
      { controller: controller.id },
    );
  const { id, licenceKey } = await licensed();
  await tell('', { licenceKey, device: 'PC 1', at: '2026-11-22T08:00:00Z' });
  expect(await told()).toEqual([]);
  for (const device of ['PC 2', 'PC 3', 'PC 4', 'PC 5'])
    await tell('', { licenceKey, device, at: '2026-11-22T09:00:00Z' });
  const [one, ...others] = await told();
  expect(others, 'one while the flag is open').toEqual([]);
  expect(JSON.parse(one?.body ?? '{}')).toEqual({
    event: 'licence.misuse',
    at: expect.any(String),
    licence: id,
    activation: expect.any(String),
  });
});

test('R31: the same report again makes nothing new; a device that begins anew is active once', async () => {
  const { id, licenceKey, flags } = await licensed();
  const one = { licenceKey, device: 'PC 1', at: '2026-11-22T08:00:00Z' };
  const first = await tell('', one);
  const again = await tell('', { ...one, licenceKey: licenceKey.toLowerCase().replaceAll('-', ' ') });
  expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
  world.pass(1);
  await tell('', { ...one, at: '2026-11-22T09:00:00Z' });
  expect((await list('activations', `licence=${id}`)).map(({ ended }) => ended)).toEqual([
    '2026-11-22T09:00:00.000Z',
    null,
  ]);
  expect((await tell('/end', { ...one, at: '2026-11-22T10:00:00Z' })).body).toEqual({ ended: 1 });
  expect((await tell('/end', { ...one, at: '2026-11-22T10:00:00Z' })).body).toEqual({ ended: 0 });
  expect((await list('activations', `licence=${id}`)).at(-1)).toMatchObject({
    ended: '2026-11-22T10:00:00.000Z',
  });
  expect(await flags()).toEqual([]);
});

test('R31: more devices than seats raise one flag, which the access answer shows without its rule', async () => {
  const { id, whose, start, flags, licenceKey } = await licensed({ seats: 2 });
  await start('PC 1');
  await start('PC 2');
  await start('PC 2', undefined, { at: new Date(world.clock() - minute).toISOString() });
  expect(await flags(), 'two devices on two seats').toEqual([]);
  await start('PC 3');
  await start('PC 4');
  expect(await flags()).toEqual([['seats', null]]);
  const [flag] = await answered(whose, 'misuse_flags');
  expect(flag).toMatchObject({
    raised: new Date(world.clock()).toISOString(),
    sources: [{ source: 'service' }],
  });
  expect(JSON.stringify(flag)).not.toContain('seats');
  expect(await list('licences', `person=${whose}`)).toMatchObject([{ seats: 2, inUse: 4 }]);
  expect(await answered(whose, 'activations')).toHaveLength(5);
  const sources: Sql = sql`
    select p.purpose, p.basis from value_sources v
    join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
    where v.controller_id = :controller and v.row_id = :row`;
  const row = fromUuid(String(flag?.['id']));
  expect(await store.read(sources, { controller: controller.id, row })).toEqual([
    { purpose: 'preventing the misuse of licences', basis: '6(1)(f)' },
  ]);
  // Resolved by an edit; what comes after is a new sign.
  const [open] = await list('misuse-flags', `person=${whose}`);
  const half = { resolved: '2026-11-22' };
  const refused = await call('support', 'PATCH', `/v1/misuse-flags/${open?.['id']}`, half, {
    'if-match': '*',
  });
  expect([refused.status, refused.body.pointer]).toEqual([422, '/resolution']);
  await correct('misuse-flags', String(open?.['id']), {
    ...half,
    resolution: 'A new machine; the old one is gone',
  });
  await tell('/end', { licenceKey, device: 'PC 1' });
  await tell('/end', { licenceKey, device: 'PC 4' });
  await start('PC 3', undefined, { at: new Date(world.clock() + minute).toISOString() });
  expect(await flags()).toEqual([['seats', '2026-11-22T00:00:00.000Z']]);
  world.pass(1);
  await start('PC 5');
  expect(await flags()).toEqual([
    ['seats', '2026-11-22T00:00:00.000Z'],
    ['seats', null],
  ]);
  expect((await call('support', 'POST', '/v1/misuse-flags', { licence: id })).status).toBe(405);
  await erase(whose);
  expect(await answered(whose, 'misuse_flags')).toEqual([]);
});

test('R31: one person in two networks at once is a sign; one place, one after the other, or long between are none', async () => {
  const signs = async (change: object, ...starts: [device: string, address: string, after: number][]) => {
    const { start, flags } = await licensed(change);
    const began = world.clock();
    for (const [device, address, after] of starts)
      await start(device, address, { at: new Date(began - 60 * minute + after * minute).toISOString() });
    return (await flags()).map(([rule]) => rule);
  };
  const two = { seats: 2 };
  expect(await signs(two, ['A', '192.0.2.1', 0], ['B', '198.51.100.1', 5])).toEqual(['overlap']);
  expect(await signs(two, ['B', '198.51.100.1', 5], ['A', '192.0.2.1', 0]), 'told late').toEqual(['overlap']);
  expect(await signs(two, ['A', '192.0.2.1', 0], ['B', '192.0.2.200', 5]), 'one network').toEqual([]);
  expect(await signs(two, ['A', '192.0.2.1', 0], ['B', '2001:db8::1', 5]), 'two families').toEqual([]);
  expect(await signs(two, ['A', '192.0.2.1', 0], ['B', '198.51.100.1', 11]), 'long between').toEqual([]);
  expect(await signs(two, ['A', '192.0.2.1', 0], ['A', '198.51.100.1', 5]), 'one device').toEqual([]);
  // In a company of many seats only what one person does counts.
  const organisation = await company();
  const [one, other] = [await person(), await person()];
  const shared = await licensed({ organisation, person: null, seats: 50 });
  const at = { at: new Date(world.clock() - 30 * minute).toISOString() };
  await shared.start('A', '192.0.2.1', { ...at, person: one });
  await shared.start('B', '198.51.100.1', { ...at, person: other });
  expect(await shared.flags()).toEqual([]);
  await shared.start('C', '203.0.113.1', { ...at, person: other });
  expect(await shared.flags()).toEqual([['overlap', null]]);
  expect(await answered(one, 'misuse_flags'), "another's sign is not theirs").toEqual([]);
  expect(await answered(other, 'misuse_flags')).toHaveLength(1);
  // Whoever stands for the company is not taken for everybody there who is not named.
  const stood = await licensed({ organisation, person: one, licenceKey: 'STOOD-1', seats: 50 });
  for (const [device, address] of [
    ['A', '192.0.2.1'],
    ['B', '198.51.100.1'],
  ] as const)
    await tell('', { licenceKey: 'STOOD-1', device, address, ...at });
  expect(await stood.flags()).toEqual([]);
  expect((await list('activations', `licence=${stood.id}`)).map((row) => row['person'])).toEqual([
    null,
    null,
  ]);
  // One after the other.
  const turns = await licensed();
  await turns.start('A', '192.0.2.1', at);
  await tell('/end', { licenceKey: turns.licenceKey, device: 'A', ...at });
  await turns.start('B', '198.51.100.1', { at: new Date(world.clock() - 29 * minute).toISOString() });
  expect(await turns.flags()).toEqual([]);
});

test('R31: a revoked, an expired and an early key are told apart from one that holds', async () => {
  const { id, start, flags } = await licensed({ validUntil: '2026-12-01' });
  expect(await start('PC', undefined, { at: '2026-11-01' })).toMatchObject({ valid: true });
  expect(await flags()).toEqual([]);
  await correct('licences', id, { revoked: '2026-11-10' });
  expect(await start('PC', undefined, { at: '2026-11-11' })).toMatchObject({ valid: false });
  expect(await flags()).toEqual([['revoked', null]]);
  for (const term of [
    { validFrom: '2026-11-20T00:00:00Z' },
    { validFrom: '2025-01-01', validUntil: '2026-11-15' },
  ]) {
    const other = await licensed(term);
    expect(await other.start('PC', undefined, { at: '2026-11-16' })).toMatchObject({ valid: false });
    expect(await other.flags()).toEqual([['revoked', null]]);
  }
});

test('a key, a person or a user name that nobody usable has, and what is to come, are refused', async () => {
  const { licenceKey, whose } = await licensed();
  const wrong = async (change: object, pointer: string) => {
    const answer = await tell('', { licenceKey, device: 'PC', ...change });
    expect([answer.status, answer.body.pointer]).toEqual([422, pointer]);
  };
  await wrong({ licenceKey: 'no such key' }, '/licenceKey');
  await wrong({ licenceKey: '---' }, '/licenceKey');
  await wrong({ userName: 'nobody' }, '/userName');
  await wrong({ person: '00000000-0000-7000-8000-000000000000' }, '/person');
  await wrong({ at: '2026-12-24' }, '/at');
  expect((await tell('', { licenceKey, device: 'PC' }, 'x'.repeat(43))).status).toBe(401);
  await set('restricted', whose);
  await wrong({}, '/licenceKey');
  // A company works on while the person who stands for it is restricted.
  const stood = await person();
  const theirs = await licensed({ organisation: await company(), person: stood });
  await theirs.start('PC 1');
  await set('restricted', stood);
  await theirs.start('PC 2');
  expect((await tell('/end', { licenceKey: theirs.licenceKey, device: 'PC 1' })).body).toEqual({ ended: 1 });
  expect(await list('activations', `licence=${theirs.id}`)).toHaveLength(2);
  expect((await call('support', 'GET', `/v1/licences/${theirs.id}`)).status).toBe(404);
});
