/** R12-R19: looking up by anything that is known of a person. */
import { describe, expect, test } from 'vitest';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid } from '../../support/decision.ts';
import { signer } from '../../support/token.ts';

const collector = await testCollector();
const { call, store } = collector;

let serial = 0;
const make = async (change: object): Promise<string> => {
  serial += 1;
  const source = { kind: 'person' };
  const { status, body } = await call('administrator', 'POST', '/v1/persons', {
    email: `person${serial}@example.fi`,
    source,
    ...change,
  });
  expect(status).toBe(201);
  return body.id;
};
const found = async (by: string, value: string): Promise<string[]> => {
  const { status, body } = await call('marketing', 'POST', '/v1/lookups', { by, value, reason: 'a test' });
  expect(status).toBe(200);
  return (body['persons'] as { id: string }[]).map(({ id }) => id);
};

describe('by name', () => {
  test('R13: case, diacritics and the order of names do not matter, and beginnings are enough', async () => {
    const person = await make({ name: 'Åsa-Maria Ångström' });
    for (const text of [
      'Åsa-Maria Ångström',
      'ASA ANGSTROM',
      'a\u030asa',
      'ångström åsa',
      'ang ma',
      'maria angstrom asa',
    ])
      expect(await found('name', text), text).toEqual([person]);
    for (const text of ['sa-maria', 'Åsa Virtanen', '.-', '🙂'])
      expect(await found('name', text), text).toEqual([]);
  });
  test('letters that have no decomposition are found without them', async () => {
    const person = await make({ name: 'Søren Łukasz Groß' });
    for (const text of ['soren gross', 'lukasz', 'SØREN GROSS'])
      expect(await found('name', text)).toEqual([person]);
  });
  test('after a correction the new name finds, and the old one does not', async () => {
    const person = await make({ name: 'Kirjoitusvhire' });
    await call(
      'support',
      'PATCH',
      `/v1/persons/${person}`,
      { name: 'Kirjoitusvirhe', source: { kind: 'person' } },
      { 'if-match': '*' },
    );
    expect(await found('name', 'kirjoitusvirhe')).toEqual([person]);
    expect(await found('name', 'kirjoitusvhire')).toEqual([]);
  });
  test('more than an answer holds is said, not hidden', async () => {
    for (let n = 0; n < 52; n += 1) await make({ name: `Matti Moninen ${n}` });
    const { body } = await call('marketing', 'POST', '/v1/lookups', {
      by: 'name',
      value: 'moninen',
      reason: 'a test',
    });
    expect(body['persons']).toHaveLength(50);
    expect(body['complete']).toBe(false);
  });
});

describe('by telephone number', () => {
  test('R16: written any way it is one number', async () => {
    const person = await make({ phone: '040 123 4567' });
    for (const written of [
      '+358401234567',
      '00358 40 1234567',
      '(040) 123-4567',
      '+358 (40) 123 45 67',
      '0401234567',
    ])
      expect(await found('phone', written), written).toEqual([person]);
    expect(await found('phone', '040 123 4568')).toEqual([]);
  });
  test('a number of another country is its own', async () => {
    const person = await make({ phone: '+46 70 123 45 67' });
    expect(await found('phone', '0046701234567')).toEqual([person]);
    expect(await found('phone', '070 123 45 67')).toEqual([]);
  });
});

describe('by company', () => {
  test('R14: by the beginning of its name, with everybody who works there', async () => {
    const { body } = await call('support', 'POST', '/v1/organisations', {
      name: 'Kuusi  Oy',
      source: { kind: 'person' },
    });
    const people = [await make({ organisation: body.id }), await make({ organisation: body.id })];
    expect((await found('company', 'kuusi oy')).sort()).toEqual(people.sort());
    expect((await found('company', 'KUUS')).sort()).toEqual(people.sort());
  });
});

describe('states', () => {
  test('R58: who is restricted is found by nothing until it is lifted, and lifting needs that they were told first', async () => {
    const person = await make({
      name: 'Rajoitettu Henkilö',
      phone: '050 999 8888',
      email: 'restricted@example.fi',
    });
    const restriction = `/v1/persons/${person}/restriction`;
    expect((await call('data_protection_officer', 'POST', restriction, { reason: 'accuracy' })).status).toBe(
      204,
    );
    for (const [by, value] of [
      ['name', 'rajoitettu'],
      ['phone', '0509998888'],
      ['email', 'restricted@example.fi'],
    ] as const)
      expect(await found(by, value), by).toEqual([]);
    expect((await call('administrator', 'GET', `/v1/persons/${person}`)).status).toBe(404);
    expect(
      (
        await call(
          'administrator',
          'PATCH',
          `/v1/persons/${person}`,
          { name: 'x', source: { kind: 'person' } },
          { 'if-match': '*' },
        )
      ).status,
    ).toBe(404);
    expect((await call('data_protection_officer', 'GET', `/v1/persons/${person}/access`)).status).toBe(200);
    const told = new Date(collector.world.clock() - 1000).toISOString();
    expect((await call('data_protection_officer', 'POST', `${restriction}/lift`, { told })).status).toBe(404);
    collector.world.pass(5000);
    const later = new Date(collector.world.clock() + 1000).toISOString();
    expect(
      (await call('data_protection_officer', 'POST', `${restriction}/lift`, { told: later })).status,
    ).toBe(422);
    const now = new Date(collector.world.clock()).toISOString();
    expect((await call('data_protection_officer', 'POST', `${restriction}/lift`, { told: now })).status).toBe(
      204,
    );
    expect(await found('name', 'rajoitettu')).toEqual([person]);
  });
  test('R57: who is erased is found by nothing, and their words, marks and history are gone', async () => {
    const person = await make({ name: 'Poistettu Henkilö', phone: '050 777 6666', email: 'gone@example.fi' });
    await call(
      'support',
      'PATCH',
      `/v1/persons/${person}`,
      { name: 'Poistettava Henkilö', source: { kind: 'person' } },
      { 'if-match': '*' },
    );
    expect((await call('marketing', 'DELETE', `/v1/persons/${person}`)).status).toBe(403);
    const erased = await call('data_protection_officer', 'DELETE', `/v1/persons/${person}`);
    expect([erased.status, erased.body['kept']]).toEqual([200, []]);
    for (const [by, value] of [
      ['name', 'poistettava'],
      ['phone', '0507776666'],
      ['email', 'gone@example.fi'],
    ] as const)
      expect(await found(by, value), by).toEqual([]);
    expect((await call('data_protection_officer', 'DELETE', `/v1/persons/${person}`)).status).toBe(404);
    expect((await call('data_protection_officer', 'GET', `/v1/persons/${person}/access`)).status).toBe(404);
    // The address is free again: they may come back, of themselves.
    expect(await found('email', 'gone@example.fi')).toEqual([]);
    const source = { kind: 'person', permission: 'asked by telephone' };
    const back = await make({ name: 'Palannut', email: 'gone@example.fi', source });
    expect(await found('email', 'GONE@example.fi')).toEqual([back]);
    expect(store.waiting()).toBe(0);
  });
});

test('R60: who may not see what they look up by finds nobody by it', async () => {
  const asked: [Parameters<typeof call>[0], string][] = [
    ['marketing', 'licenceKey'],
    ['marketing', 'userName'],
    ['auditor', 'email'],
    ['auditor', 'phone'],
    ['marketing', 'visitor'],
    ['marketing', 'receipt'],
    ['support', 'visitor'],
  ];
  for (const [role, by] of asked) {
    const { status, body } = await call(role, 'POST', '/v1/lookups', {
      by,
      value: /visitor|receipt/.test(by) ? '01a20320-a200-7f57-b4eb-3df9d9565769' : 'x@y.fi',
      reason: 'a test',
    });
    expect([role, by, status, body.pointer]).toEqual([role, by, 403, '/by']);
  }
});

test('an id that cannot be one is refused with a pointer, a strange way too', async () => {
  for (const by of ['visitor', 'receipt'] as const) {
    const { status, body } = await call('marketing', 'POST', '/v1/lookups', {
      by,
      value: 'x',
      reason: 'a test',
    });
    expect([status, body.pointer]).toEqual([422, '/value']);
  }
  const { status, body } = await call('marketing', 'POST', '/v1/lookups', {
    by: 'shoe',
    value: 'x',
    reason: 'a test',
  });
  expect([status, body.pointer]).toEqual([422, '/by']);
});

test('by the receipt of a consent: the visitor who gave it, and who was tied to the browser', async () => {
  const { post, notice } = collector;
  const sign = await signer(collector);
  const person = await make({ name: 'Kuitti Henkilö' });
  const decision = accepting(await notice());
  const { visitor } = (await (await post('/s/test/decisions', decision)).json()) as { visitor: string };
  const token = await sign({ sub: person, visitor });
  const tied = await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token });
  expect(tied.status).toBe(201);
  const asked = { by: 'receipt', reason: 'a test' };
  const { body } = await call('administrator', 'POST', '/v1/lookups', { ...asked, value: decision.id });
  expect(body).toMatchObject({ persons: [{ id: person }], visitors: [{ id: visitor }], complete: true });
  const nobody = await call('administrator', 'POST', '/v1/lookups', { ...asked, value: uuid() });
  expect(nobody.body).toMatchObject({ persons: [], visitors: [] });
});
