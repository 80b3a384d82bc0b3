/** R63, R64, R65, R66: audits of customers and of authorities, what they cost, and what auditors see. */
import { expect, test } from 'vitest';
import { dayOf, endOf, plusDays, startOf } from '../../../collector/calendar/day.ts';
import { testCollector } from '../../support/collector.ts';
import { type Call, customerOf, deskOf } from '../../support/desk.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { world, call } = collector;
const desk = deskOf(collector);
const customer = async (name: string) => {
  const { number } = await customerOf(collector, desk, name);
  return { number, call: desk.as(await desk.enter(number, 'administrator')) };
};
const a = await customer('Aapinen Oy');
const b = await customer('Beepinen Oy');
/** The operator's officer at a customer. */
const operatorAt =
  (number: number): Call =>
  (method, path, body, headers = {}) =>
    call('data_protection_officer', method, path, body, { ...headers, 'lupa-controller': String(number) });
const inDays = (days: number) => plusDays(dayOf(world.clock()), days);
const asked = (days: number, more: object = {}) => ({
  kind: 'customer',
  auditor: 'Tarkastus Oy',
  scope: 'Access rights and the ledger.',
  visit: inDays(days),
  ...more,
});
const iso = (time: number) => new Date(time).toISOString();

test('R65: twenty days before the visit is refused, twenty-one accepted, by the days of Helsinki', async () => {
  const early = await a.call('POST', '/v1/audits', asked(20));
  expect([early.status, early.body.pointer]).toEqual([422, '/visit']);
  expect((await a.call('POST', '/v1/audits', asked(21))).status).toBe(201);
  // Half past eleven in the evening in Helsinki is still the same day there; UTC has it too.
  world.pass(startOf(inDays(1)) - 30 * 60_000 - world.clock());
  const evening = inDays(21);
  const at = (visit: string) => a.call('POST', '/v1/audits', { ...asked(0), visit });
  expect((await at(evening)).status).toBe(201);
  expect((await at(plusDays(evening, -1))).status).toBe(422);
  // An hour later it is the next day in Helsinki, and not yet by UTC.
  const proposed = await at(evening);
  world.pass(60 * 60_000);
  expect(new Date(world.clock()).getUTCHours()).toBeGreaterThan(20);
  expect((await at(evening)).status).toBe(422);
  expect((await at(plusDays(evening, 1))).status).toBe(201);
  // What was proposed in time must be agreed in time.
  const late = await a.call('POST', `/v1/audits/${proposed.body.id}/agreement`, { total: 0 });
  expect([late.status, late.body.detail]).toEqual([422, expect.stringContaining('21 days')]);
  expect((await at('2026-02-30')).status).toBe(422);
});

test.each([
  // Clocks go back on 25 October 2026, and forward on 28 March 2027.
  ['2026-10-24', '2026-11-14'],
  ['2026-10-25', '2026-11-15'],
  ['2027-03-27', '2027-04-17'],
  ['2027-03-28', '2027-04-18'],
])(
  'R65: %s, from its first minute in Helsinki to its last, is twenty-one days before %s',
  async (today, visit) => {
    const there = await testCollector();
    const at = (time: number) => there.world.pass(time - there.world.clock());
    const propose = async (on: string) =>
      (await there.call('administrator', 'POST', '/v1/audits', { ...asked(0), visit: on })).status;
    // 23:59 of the day before is a day earlier, whatever day it is by UTC.
    at(startOf(today) - 60_000);
    expect([await propose(plusDays(visit, -2)), await propose(plusDays(visit, -1))]).toEqual([422, 201]);
    for (const time of [startOf(today), startOf(today) + 60_000, endOf(today) - 59_999, endOf(today)]) {
      at(time);
      expect([await propose(plusDays(visit, -1)), await propose(visit)]).toEqual([422, 201]);
    }
    const last = await there.call('administrator', 'POST', '/v1/audits', { ...asked(0), visit });
    const agree = () =>
      there.call('administrator', 'POST', `/v1/audits/${last.body.id}/agreement`, { total: 0 });
    at(endOf(today) + 60_000);
    expect([(await agree()).status, await propose(visit)]).toEqual([422, 422]);
  },
);

test('R66: the charge is computed by the price list in force and shown before it is agreed to', async () => {
  const lines = (price: number) => [
    { item: 'expert', name: 'Asiantuntijatyö', unit: 'hour', price },
    { item: 'room', name: 'Tila', unit: 'day', price: 5000 },
  ];
  const list = (since: string, price: number) =>
    call('administrator', 'POST', '/v1/price-lists', { since, currency: 'EUR', lines: lines(price) });
  const none = await a.call('POST', '/v1/audits', asked(30, { items: [{ item: 'expert', quantity: 1 }] }));
  expect([none.status, none.body.pointer]).toEqual([422, '/items/0/item']);
  expect((await list(iso(world.clock()), 12_000)).body).toMatchObject({ number: 1 });
  expect((await list(iso(world.clock() + 10 * day), 15_000)).body).toMatchObject({ number: 2 });
  const past = await list(iso(world.clock() - 2 * day), 1);
  expect([past.status, past.body.pointer]).toEqual([422, '/since']);
  const items = [
    { item: 'expert', quantity: 6 },
    { item: 'room', quantity: 2 },
  ];
  const { body: proposal } = await a.call('POST', '/v1/audits', asked(40, { items, days: 2 }));
  expect(proposal).toMatchObject({
    state: 'proposed',
    charge: {
      total: 82_000,
      currency: 'EUR',
      priceList: 1,
      lines: [{ item: 'expert', amount: 72_000 }, { amount: 10_000 }],
    },
  });
  // The list changes; what was shown stays, and a new proposal is by the new one.
  world.pass(11 * day);
  expect((await a.call('GET', '/v1/audit-prices')).body['priceList']).toMatchObject({ number: 2 });
  expect((await a.call('POST', '/v1/audits', asked(40, { items }))).body['charge']).toMatchObject({
    total: 100_000,
    priceList: 2,
  });
  const agreement = `/v1/audits/${proposal.id}/agreement`;
  const unseen = await a.call('POST', agreement, { total: 100_000, priceList: 2 });
  expect([unseen.status, unseen.body.pointer]).toEqual([422, '/total']);
  const seen = { total: 82_000, priceList: 1 };
  expect((await a.call('POST', agreement, seen)).body['state']).toBe('proposed');
  expect((await operatorAt(a.number)('POST', agreement, seen)).body).toMatchObject({
    state: 'agreed',
    agreed: iso(world.clock()),
  });
  expect((await a.call('POST', agreement, seen)).status).toBe(409);
});

test('R63: an auditor reads at their own controller while the audit lasts, writes nothing, and what they saw is listed', async () => {
  const { body: person } = await a.call('POST', '/v1/persons', {
    email: 'x@example.fi',
    source: { kind: 'person' },
  });
  const { body: proposal } = await a.call('POST', '/v1/audits', asked(21, { days: 2 }));
  const auditors = `/v1/audits/${proposal.id}/auditors`;
  const who = { name: 'Tiina Tarkastaja', committed: iso(world.clock()) };
  expect((await a.call('POST', auditors, who)).status).toBe(409);
  for (const side of [a.call, operatorAt(a.number)])
    await side('POST', `/v1/audits/${proposal.id}/agreement`, { total: 0, priceList: 2 });
  const made = await a.call('POST', auditors, who);
  expect(made.status).toBe(201);
  const auditor = desk.as(String(made.body['key']));
  // Not before it begins.
  expect((await auditor('GET', '/v1/ledger')).status).toBe(401);
  world.pass(startOf(String(proposal['visit'])) - world.clock() - 1);
  expect((await auditor('GET', '/v1/ledger')).status).toBe(401);
  world.pass(1);
  expect((await auditor('GET', '/v1/ledger')).status).toBe(200);
  expect((await auditor('GET', '/v1/access-log')).status).toBe(200);
  expect((await auditor('GET', '/v1/persons')).status).toBe(
    (await call('auditor', 'GET', '/v1/persons')).status,
  );
  for (const [method, path, body] of [
    ['POST', '/v1/persons', { email: 'y@example.fi', source: { kind: 'person' } }],
    ['DELETE', `/v1/persons/${person.id}`, undefined],
    ['POST', '/v1/incidents', { kind: 'attempt', nature: 'x' }],
    ['POST', auditors, who],
  ] as const)
    expect((await auditor(method, path, body)).status, path).toBe(403);
  // Nothing of another controller, nor of the operator.
  const atB = await b.call('POST', '/v1/audits', asked(30));
  expect((await auditor('GET', `/v1/audits/${atB.body.id}`)).status).toBe(404);
  expect(
    (await auditor('GET', '/v1/audits', undefined, { 'lupa-controller': String(b.number) })).status,
  ).toBe(404);
  expect((await auditor('GET', '/v1/audits', undefined, { 'lupa-controller': '1' })).status).toBe(404);
  // They make themselves no key; one that is made for them, for longer, ends with the audit too.
  expect((await auditor('POST', '/v1/keys', { name: 'mine', days: 300 })).status).toBe(403);
  const longer = { name: 'longer', days: 300, reach: 'all', staff: Number(made.body['staff']) };
  const own = await a.call('POST', '/v1/keys', longer);
  expect(own.status).toBe(201);
  expect((await desk.as(String(own.body['key']))('POST', '/v1/persons', {})).status).toBe(403);
  // Nobody makes them more than an auditor.
  const more = { role: 'administrator' };
  const raised = await a.call('PATCH', `/v1/staff/${made.body['staff']}`, more, { 'if-match': '*' });
  expect([raised.status, (await auditor('POST', '/v1/persons', {})).status]).toEqual([409, 403]);
  const { body: read } = await a.call('GET', `/v1/audits/${proposal.id}/readings`);
  const actions = read.items.map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(['GET /v1/ledger', 'GET /v1/access-log', 'GET /v1/audits/:id']),
  );
  expect((await b.call('GET', `/v1/audits/${proposal.id}/readings`)).status).toBe(404);
  // Until the end of the second day, whatever key; also after a restart.
  world.pass(2 * day - 1);
  expect((await auditor('GET', '/v1/ledger')).status).toBe(200);
  world.pass(1);
  const again = await collector.beside();
  const restarted = deskOf({ ...collector, needs: { ...collector.needs, store: again } });
  for (const key of [made.body['key'], own.body['key']]) {
    expect((await desk.as(String(key))('GET', '/v1/ledger')).status).toBe(401);
    expect((await restarted.as(String(key))('GET', '/v1/ledger')).status).toBe(401);
  }
  await again.close();
  expect((await a.call('POST', auditors, { ...who, committed: iso(world.clock()) })).status).toBe(409);
});

test('R64: an authority audits at once, by the law that it names, free of charge; calling it off ends its accounts', async () => {
  const authority = {
    kind: 'authority',
    auditor: 'Tietosuojavaltuutetun toimisto',
    scope: 'Everything.',
    visit: inDays(0),
  };
  const unnamed = await a.call('POST', '/v1/audits', authority);
  expect([unnamed.status, unnamed.body.pointer]).toEqual([422, '/reference']);
  const reference = 'GDPR 58(1)(b); Data Protection Act 1050/2018, section 18';
  const { status, body: audit } = await a.call('POST', '/v1/audits', { ...authority, reference });
  expect([status, audit['state'], audit['charge']]).toEqual([
    201,
    'agreed',
    { total: 0, currency: null, priceList: null, lines: [] },
  ]);
  const who = { name: 'Ylitarkastaja', committed: iso(world.clock()) };
  const made = await a.call('POST', `/v1/audits/${audit.id}/auditors`, who);
  const inspector = desk.as(String(made.body['key']));
  expect((await inspector('GET', '/v1/ledger')).status).toBe(200);
  world.pass(1000);
  expect((await a.call('POST', `/v1/audits/${audit.id}/cancellation`)).body['state']).toBe('cancelled');
  world.pass(1000);
  expect((await inspector('GET', '/v1/ledger')).status).toBe(401);
  expect((await b.call('POST', `/v1/audits/${audit.id}/cancellation`)).status).toBe(404);
  const yesterday = await a.call('POST', '/v1/audits', { ...authority, reference, visit: inDays(-1) });
  expect([yesterday.status, yesterday.body.pointer]).toEqual([422, '/visit']);
});
