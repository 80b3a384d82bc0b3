/** What rights do with what is kept of a customer: all of it goes with an erasure but the vouchers, and follows a merge and back. */
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { marksOf } from '../../../collector/register/marks.ts';
import { night } from '../../../collector/rights/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { heldBytes } from '../../support/beside.ts';
import { leaks } from '../../support/canary.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';

const collector = await testCollector();
const { call, database, post, siteSecret, store, world } = collector;
const { answered, company, correct, list, make, person } = customersOf(collector);
const right = { authorization: `Bearer ${siteSecret}` };

const paths = [
  'accounts',
  'relationships',
  'licences',
  'activations',
  'misuse-flags',
  'feedback',
  'transactions',
  'service-events',
  'service-logs',
] as const;

/** Rows in every table that are marked as somebody's. */
const planted = async (whose: string, mark: string) => {
  const now = new Date(world.clock()).toISOString();
  const account = await make('accounts', { person: whose, userName: `${mark}-first` });
  await correct('accounts', account, { userName: `${mark}-account` });
  await make('relationships', { person: whose, contract: `${mark}-contract`, started: '2026-01-01' });
  const licence = await make('licences', {
    product: 'ELMAS',
    licenceKey: `${mark}-licence`,
    person: whose,
    seats: 1,
    validFrom: '2026-01-01',
    validUntil: '2026-02-01',
  });
  for (const n of [1, 2])
    await make('activations', {
      licence,
      device: `${mark}-device-${n}`,
      address: '192.0.2.7',
      activated: now,
    });
  for (const flag of await list('misuse-flags', `licence=${licence}`))
    await correct('misuse-flags', String(flag['id']), { resolved: now, resolution: `${mark}-resolution` });
  await make('feedback', { person: whose, received: now, channel: 'email', body: `${mark}-feedback` });
  await make('transactions', {
    kind: 'payment',
    person: whose,
    reference: `${mark}-voucher`,
    amount: 100,
    currency: 'EUR',
    occurred: now,
  });
  const event = { kind: 'support', description: `${mark}-event`, occurred: now };
  await make('service-events', { person: whose, ...event });
  const lines = [{ person: whose, service: 'ELMAS', line: `${mark}-line` }];
  expect((await post('/s/test/service-logs', { v: 1, lines }, right)).status).toBe(200);
};

const counts = async (whose: string) =>
  Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [path, (await list(path, `person=${whose}`)).length] as const),
    ),
  );
const all = {
  accounts: 1,
  relationships: 1,
  licences: 1,
  activations: 2,
  'misuse-flags': 2,
  feedback: 1,
  transactions: 1,
  'service-events': 1,
  'service-logs': 1,
};

test('R28-R34: an erased person leaves no byte of what was kept of them but the vouchers, and the answer says why and until when', async () => {
  const [gone, stays] = [
    await person({ name: 'Mennyt Mattila', email: 'mennyt@example.fi' }),
    await person({ name: 'Jäävä Jokela', email: 'jaava@example.fi' }),
  ];
  await planted(gone, 'mennyt');
  await planted(stays, 'jaava');
  expect(await counts(gone)).toEqual(all);
  const organisation = await company();
  await make('licences', {
    product: 'ELMAS',
    licenceKey: 'company-licence',
    person: gone,
    organisation,
    seats: 5,
    validFrom: '2026-01-01',
    source: { kind: 'customer_company' },
  });
  const erased = await call('data_protection_officer', 'DELETE', `/v1/persons/${gone}`);
  expect(erased.status).toBe(200);
  expect(erased.body).toMatchObject({
    kept: [{ category: 'payments and sales', rows: 1, until: '2033-01-01' }],
  });
  for (const [by, value] of [
    ['userName', 'mennyt-account'],
    ['licenceKey', 'mennyt-licence'],
  ] as const) {
    const found = await call('support', 'POST', '/v1/lookups', { by, value, reason: 'a test' });
    expect(found.body['persons'], by).toEqual([]);
  }
  await night(store, world);
  const bytes = await heldBytes(store, database);
  const marks = (mark: string) =>
    ['first', 'account', 'contract', 'licence', 'resolution', 'feedback', 'event', 'line'].map(
      (one) => `${mark}-${one}`,
    );
  const hay = [{ name: 'the file', bytes }];
  expect(leaks(hay, [...marks('mennyt'), 'mennyt@example.fi', 'Mattila'])).toEqual([]);
  expect(leaks(hay, ['mennyt-voucher'])).toHaveLength(1);
  expect(leaks(hay, marks('jaava')), 'the search has power, and nobody else lost anything').toHaveLength(8);
  expect(await counts(stays)).toEqual(all);
  expect(await list('licences', `organisation=${organisation}`)).toMatchObject([{ person: null, seats: 5 }]);
});

test('a merge takes all of it along, and its undoing gives it back', async () => {
  const [kept, merged] = [await person({ name: 'Kaisa Kaksi' }), await person({ name: 'Kaisa Kaksi' })];
  await planted(merged, 'kaisa');
  await make('feedback', { person: kept, received: '2026-11-01', channel: 'email', body: 'Oma' });
  const done = await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged });
  expect(done.status).toBe(201);
  expect(await counts(kept)).toEqual({ ...all, feedback: 2 });
  expect(await answered(kept, 'service_logs')).toMatchObject([{ line: 'kaisa-line' }]);
  expect((await call('administrator', 'POST', `/v1/merges/${done.body['merge']}/undo`)).status).toBe(204);
  expect(await counts(merged)).toEqual(all);
  expect((await counts(kept))['feedback']).toBe(1);
});

const words = sql`
  select count(*) as rows from person_words
  where controller_id = :controller and person_id in (:one, :two, :three)`;
const marks = sql`
  select count(*) as rows from address_marks
  where controller_id = :controller and person_id in (:one, :two, :three)`;
const erased = sql`select reason from suppressions where controller_id = :controller and mark = :mark`;

test('R28: an erasure reaches whoever was merged into the person, and into those, and suppresses their addresses', async () => {
  const one = await person({ name: 'Ketju Viimeinen', email: 'viimeinen@example.fi' });
  const two = await person({ name: 'Ketju Keskimmäinen', email: 'keskimmainen@example.fi' });
  const three = await person({ name: 'Ketju Ensimmäinen', email: 'ensimmainen@example.fi' });
  for (const [kept, merged] of [
    [two, three],
    [one, two],
  ])
    expect((await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged })).status).toBe(201);
  expect((await call('data_protection_officer', 'DELETE', `/v1/persons/${one}`)).status).toBe(200);
  await night(store, world);
  const hay = [{ name: 'the file', bytes: await heldBytes(store, database) }];
  const values = ['viimeinen', 'keskimmainen', 'ensimmainen', 'Keskimmäinen', 'Ensimmäinen'];
  expect(leaks(hay, values)).toEqual([]);
  const ids = { one: fromUuid(one), two: fromUuid(two), three: fromUuid(three), controller: 1 };
  for (const left of [words, marks]) expect(await store.read(left, ids)).toEqual([{ rows: 0 }]);
  for (const email of ['viimeinen@example.fi', 'keskimmainen@example.fi', 'ensimmainen@example.fi'])
    for (const { mark } of marksOf(world, 1, 'email', email))
      expect(await store.read(erased, { controller: 1, mark }), email).toEqual([{ reason: 'erased' }]);
});
