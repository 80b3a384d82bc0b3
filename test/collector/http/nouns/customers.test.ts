/** What the register keeps of customers, each from being made to being erased (FACTS 1.3). */

import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../../collector/bytes.ts';
import { dayOf, endOf, plusMonths } from '../../../../collector/calendar/day.ts';
import { sql, statement } from '../../../../collector/store/store.ts';
import { testCollector } from '../../../support/collector.ts';
import { customersOf } from '../../../support/customers.ts';
import { day } from '../../../support/world.ts';

const collector = await testCollector();
const { call, controller, staff, store, world } = collector;
const { answered, company, correct, erase, list, make, person, set } = customersOf(collector);

const at = (days: number) => new Date(world.clock() + days * day).toISOString();

/** One row of every noun that is about this person. */
const everything = async (whose: string) => {
  const licence = await make('licences', {
    product: 'ELMAS',
    licenceKey: `KEY-${whose}`,
    person: whose,
    seats: 1,
    validFrom: '2026-01-01',
  });
  return {
    accounts: await make('accounts', { person: whose, userName: `u-${whose}` }),
    relationships: await make('relationships', { person: whose, contract: 'A 1', started: '2026-01-01' }),
    licences: licence,
    activations: await make('activations', { licence, person: whose, device: 'PC 7', activated: at(0) }),
    feedback: await make('feedback', { person: whose, received: at(0), channel: 'email', body: 'Kiitos!' }),
    transactions: await make('transactions', {
      kind: 'payment',
      person: whose,
      reference: `r-${whose}`,
      amount: 12_400,
      currency: 'EUR',
      occurred: at(0),
    }),
    'service-events': await make('service-events', {
      person: whose,
      kind: 'support',
      description: 'Installed',
      occurred: at(0),
    }),
    'service-logs': await make('service-logs', {
      person: whose,
      service: 'ELMAS',
      line: 'Started',
      logged: at(0),
    }),
  };
};

describe('whichever it is', () => {
  test('it is found by its person, and is not shown while they are restricted, pending or erased', async () => {
    const whose = await person();
    const made = await everything(whose);
    for (const state of ['restricted', 'pending', 'erased'] as const) {
      for (const [path, id] of Object.entries(made)) {
        expect(await list(path, `person=${whose}`), path).toMatchObject([{ id, person: whose }]);
        expect(
          (await list(path)).map((one) => one['id']),
          path,
        ).toContain(id);
      }
      await set(state, whose);
      for (const [path, id] of Object.entries(made)) {
        expect(await list(path, `person=${whose}`), path).toEqual([]);
        expect(
          (await list(path)).map((one) => one['id']),
          path,
        ).not.toContain(id);
        expect((await call('support', 'GET', `/v1/${path}/${id}`)).status, path).toBe(404);
      }
      await set('freed', whose);
    }
  });
  test('R60: marketing sees relationships and feedback, never accounts, licences, their use, payments, services or logs', async () => {
    const made = await everything(await person());
    for (const [path, id] of Object.entries({ ...made, 'misuse-flags': made.licences })) {
      const wanted = ['relationships', 'feedback'].includes(path) ? 200 : 403;
      expect((await call('marketing', 'GET', `/v1/${path}`)).status, path).toBe(wanted);
      expect((await call('marketing', 'GET', `/v1/${path}/${id}`)).status, path).toBe(wanted);
    }
    expect((await call('auditor', 'GET', '/v1/transactions')).status).toBe(200);
    expect((await call('auditor', 'GET', '/v1/service-logs')).status).toBe(403);
  });
  test('the access answer holds all of it; erasure leaves nothing but the vouchers, which stay whose they were', async () => {
    const whose = await person();
    const other = await person();
    const [made, others] = [await everything(whose), await everything(other)];
    const tables = Object.keys(made).map((path) => path.replace('-', '_'));
    for (const [path, id] of Object.entries(made))
      expect(await answered(whose, path.replace('-', '_')), path).toMatchObject([{ id }]);
    await erase(whose);
    for (const table of tables.filter((one) => one !== 'transactions'))
      expect(await answered(whose, table), table).toEqual([]);
    expect(await answered(whose, 'transactions')).toMatchObject([{ id: made.transactions, amount: 12_400 }]);
    for (const [path, id] of Object.entries(others))
      expect(await list(path, `person=${other}`), path).toMatchObject([{ id }]);
  });
  test('a company keeps its licence and its relationship when the person who held them is erased', async () => {
    const [whose, organisation] = [await person(), await company()];
    const both = { person: whose, organisation };
    const licence = await make('licences', {
      ...both,
      product: 'ELMAS',
      licenceKey: 'company 1',
      seats: 5,
      validFrom: '2026-01-01',
    });
    await make('relationships', { ...both, contract: 'B 2', started: '2026-01-01' });
    await erase(whose);
    expect(await list('licences', `organisation=${organisation}`)).toMatchObject([
      { id: licence, person: null },
    ]);
    expect(await list('relationships', `organisation=${organisation}`)).toMatchObject([{ person: null }]);
  });
  test('what is about nobody is refused, and so is an end before the start', async () => {
    const wrong = async (path: string, body: object, pointer: string) => {
      const answer = await call('support', 'POST', `/v1/${path}`, { source: { kind: 'person' }, ...body });
      expect([answer.status, answer.body.pointer], path).toEqual([422, pointer]);
    };
    const whose = await person();
    await wrong('relationships', { contract: 'C', started: '2026-01-01' }, '/organisation');
    const sale = { kind: 'sale', reference: 'x', amount: 1, currency: 'EUR', occurred: '2026-01-01' };
    await wrong('transactions', sale, '/organisation');
    await wrong('transactions', { ...sale, person: whose, currency: 'euro' }, '/currency');
    await wrong(
      'relationships',
      { person: whose, contract: 'C', started: '2026-02-01', ended: '2026-01-01' },
      '/ended',
    );
    await wrong(
      'feedback',
      { person: whose, received: '2026-02-31', channel: 'email', body: 'x' },
      '/received',
    );
  });
});

describe('relationships', () => {
  const publish = sql`
    insert into statements (controller_id, statement, language, effective, published, body, digest, material)
    values (:controller, :number, 'fi', :effective, :effective, 'text', :digest, 1)`;
  test('R26: the start has its date and source, and the statement in force on that day', async () => {
    for (const [number, days] of [
      [1, -100],
      [2, -10],
      [3, 10],
    ] as const)
      await store.write([
        statement(publish, {
          controller: controller.id,
          number,
          effective: world.clock() + days * day,
          digest: new Uint8Array(32),
        }),
      ]);
    const whose = await person();
    const started = at(0);
    const source = { kind: 'customer_company' };
    const id = await make('relationships', { person: whose, contract: 'A 12', started, source });
    expect(await list('relationships', `person=${whose}`)).toMatchObject([
      { id, contract: 'A 12', started, ended: null, statement: 2, keptUntil: null },
    ]);
    const [row] = await answered(whose, 'relationships');
    expect(row).toMatchObject({
      started,
      statement: 2,
      sources: [{ field: '*', source: 'customer_company' }],
    });
    const earlier = await correct('relationships', id, { started: at(-50) });
    expect(earlier, 'another start, another statement').toMatchObject({ statement: 1 });
  });
  test('R27: the end is an edit, and from it on it is known until when the row is kept', async () => {
    const whose = await person();
    const id = await make('relationships', { person: whose, contract: 'A 13', started: at(-400) });
    const ended = at(-1);
    const done = await correct('relationships', id, { ended });
    const until = new Date(endOf(plusMonths(dayOf(Date.parse(ended)), 6))).toISOString();
    expect(done).toMatchObject({ ended, keptUntil: until });
    expect(await answered(whose, 'relationships')).toMatchObject([
      { ended, keptUntil: until, sources: [{ field: '*' }, { field: 'ended', source: 'person' }] },
    ]);
  });
  test('R26: an organisation is a customer by itself', async () => {
    const organisation = await company();
    const id = await make('relationships', { organisation, contract: 'A 14', started: '2020-05-25' });
    expect(await list('relationships', `organisation=${organisation}`)).toMatchObject([{ id, person: null }]);
  });
});

test('R28: feedback is found by its person, corrected, in their access answer, and gone after erasure', async () => {
  const whose = await person();
  const id = await make('feedback', {
    person: whose,
    received: at(-1),
    channel: 'phone',
    body: 'Hyvä palvleu',
  });
  expect(await list('feedback', `person=${whose}`)).toMatchObject([
    { id, body: 'Hyvä palvleu', answered: null },
  ]);
  await correct('feedback', id, { body: 'Hyvä palvelu', answered: at(0) });
  expect(await answered(whose, 'feedback')).toMatchObject([{ body: 'Hyvä palvelu', channel: 'phone' }]);
  await erase(whose);
  const [left] = await store.read<{ rows: number }>(
    sql`select count(*) as rows from feedback where controller_id = :controller and person_id = :person`,
    { controller: controller.id, person: fromUuid(whose) },
  );
  expect(left?.rows).toBe(0);
});

describe.each([
  ['R32', 'payment'],
  ['R33', 'sale'],
])('%s: a %s', (_, kind) => {
  const one = { kind, reference: '2026-001', amount: 99_900, currency: 'EUR', occurred: '2026-11-01' };
  test('is kept once by its reference, in cents, and needs no source but the books', async () => {
    const whose = await person();
    const body = { ...one, person: whose, productGroup: 'ELMAS', description: 'Vuosilisenssi' };
    const made = await call('support', 'POST', '/v1/transactions', body);
    expect(made.body).toMatchObject({
      amount: 99_900,
      currency: 'EUR',
      occurred: '2026-11-01T00:00:00.000Z',
    });
    expect((await call('support', 'POST', '/v1/transactions', body)).status).toBe(409);
    expect(await list('transactions', `person=${whose}`)).toMatchObject([{ id: made.body.id, kind }]);
    expect(await answered(whose, 'transactions')).toMatchObject([{ sources: [{ source: 'service' }] }]);
  });
  test('is not written over: the books are corrected by another voucher; whose it was can be', async () => {
    const [whose, other] = [await person(), await person()];
    const id = await make('transactions', { ...one, person: whose, reference: '2026-002' });
    const { tag } = await call('support', 'GET', `/v1/transactions/${id}`);
    for (const change of [{ amount: 1 }, { currency: 'SEK' }, { occurred: '2026-11-02' }]) {
      const answer = await call('support', 'PATCH', `/v1/transactions/${id}`, change, { 'if-match': tag });
      expect([answer.status, answer.body.pointer]).toEqual([422, `/${Object.keys(change)[0]}`]);
    }
    expect(await correct('transactions', id, { person: other })).toMatchObject({
      person: other,
      amount: 99_900,
    });
    const back = { ...one, person: other, reference: '2026-002-b', amount: -99_900 };
    await make('transactions', back);
    expect(await list('transactions', `person=${other}`)).toHaveLength(2);
  });
  test('stays when its person is erased, restricted: in no list, no file and no answer; the erasure says why and until when', async () => {
    const [whose, organisation] = [await person(), await company()];
    const about = { person: whose, organisation, description: `Canary of a ${kind}` };
    const id = await make('transactions', { ...one, ...about, reference: '2026-003' });
    const erased = await call('data_protection_officer', 'DELETE', `/v1/persons/${whose}`);
    const kept = [
      {
        category: 'payments and sales',
        rows: 1,
        law: expect.stringContaining('Accounting Act'),
        // Six years from the end of the calendar year in which the financial year ended.
        until: '2033-01-01',
      },
    ];
    expect([erased.status, erased.body['kept']]).toEqual([200, kept]);
    const state = await call('data_protection_officer', 'GET', `/v1/persons/${whose}/state`);
    expect(state.body['kept']).toEqual(kept);
    for (const path of [
      `transactions?person=${whose}`,
      `transactions?organisation=${organisation}`,
      'transactions?limit=500',
      'exports/transactions',
    ]) {
      const answer = await staff('support', `/v1/${path}`, undefined, { 'lupa-reason': 'a test' });
      expect(await answer.text(), path).not.toContain(about.description);
    }
    expect((await call('support', 'GET', `/v1/transactions/${id}`)).status).toBe(404);
    const change = { description: 'x' };
    const edited = await call('support', 'PATCH', `/v1/transactions/${id}`, change, { 'if-match': '*' });
    expect(edited.status).toBe(404);
    const voucher = sql`select amount from transactions where controller_id = :controller and person_id = :person`;
    const held = { controller: controller.id, person: fromUuid(whose) };
    expect(await store.read(voucher, held)).toEqual([{ amount: 99_900 }]);
  });
});

test('a service event is found by its customer, corrected, and needs an organisation or a person', async () => {
  const [whose, organisation] = [await person(), await company()];
  const event = { kind: 'training', description: 'ELMAS basics', occurred: at(-3) };
  const id = await make('service-events', { ...event, organisation });
  expect(await correct('service-events', id, { person: whose, kind: 'course' })).toMatchObject({
    kind: 'course',
  });
  for (const filter of [`person=${whose}`, `organisation=${organisation}`])
    expect(await list('service-events', filter)).toMatchObject([{ id, description: 'ELMAS basics' }]);
});
