/** R62: breaches and attempts, each controller's own, found by a criterion, told in phases, with the clock of 72 hours. */
import { parse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { toUuid } from '../../../collector/bytes.ts';
import { findAffected } from '../../../collector/duties/incidents/affected.ts';
import { tellPeople } from '../../../collector/duties/incidents/people.ts';
import { countIncidents, remindOfIncidents } from '../../../collector/duties/incidents/reminders.ts';
import { affectedAfter, visitorsAffected } from '../../../collector/duties/incidents/rowsFound.ts';
import { metricsOf } from '../../../collector/metrics/metrics.ts';
import { addStaff } from '../../../collector/register/staff.ts';
import { runRetention } from '../../../collector/rights/retention/run.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { affectedTables, criterion as criterionSchema } from '../../../shared/register/incident.ts';
import { testCollector } from '../../support/collector.ts';
import { type Call, customerOf, deskOf } from '../../support/desk.ts';
import { everything } from '../../support/everything.ts';
import { relaySettings } from '../../support/relayed.ts';

const hour = 3_600_000;
const mails = sql`
  select template, recipient, body, person_id as person from messages
  where controller_id = :controller and kind = 'email' order by created, message_id`;

interface Mail {
  template: string;
  to: string;
  subject: string;
  text: string;
}
const mailsOf = async (store: Store, controller: number): Promise<Mail[]> =>
  (await store.read<{ template: string; recipient: string; body: string }>(mails, { controller })).map(
    ({ template, recipient, body }) => {
      const { subject, text } = JSON.parse(body) as { subject: string; text: string };
      return { template, to: recipient, subject, text };
    },
  );

const start = async () => {
  const collector = await testCollector();
  const desk = deskOf(collector);
  const customer = async (name: string) => {
    const { number } = await customerOf(collector, desk, name);
    const call = desk.as(await desk.enter(number, 'administrator', name));
    return { number, call };
  };
  const person = async (call: Call, email: string, more: object = {}): Promise<string> => {
    const made = await call('POST', '/v1/persons', {
      name: email,
      email,
      ...more,
      source: { kind: 'person' },
    });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const operator: Call = (...given) => collector.call('data_protection_officer', ...given);
  const now = () => new Date(collector.world.clock()).toISOString();
  const span = () => ({ from: new Date(collector.world.clock() - hour).toISOString(), until: now() });
  const stolen = (more: object = {}) => ({
    kind: 'breach',
    nature: 'A copy of the table of persons was taken.',
    categories: 'Customers’ contact persons: names and addresses.',
    consequences: 'Unwanted mail.',
    measures: 'The opening was closed.',
    criterion: { ...span(), table: 'persons' },
    ...more,
  });
  return { collector, desk, customer, person, operator, span, stolen, ...collector };
};
type Items = Record<string, unknown>[];

describe('R62: an incident that touches several controllers', () => {
  test('is one notice to each, of its own persons and numbers alone, and again in phases; a restart loses and doubles nothing', async () => {
    const { collector, customer, person, operator, stolen, world } = await start();
    const a = await customer('Aapinen Oy');
    const b = await customer('Beepinen Oy');
    const c = await customer('Ceepinen Oy');
    const ofA = [await person(a.call, 'a1@example.fi'), await person(a.call, 'a2@example.fi')];
    const ofB = [await person(b.call, 'b1@example.fi')];
    const { status, body: own } = await operator('POST', '/v1/incidents', stolen());
    expect(status).toBe(201);
    expect(own).toMatchObject({ kind: 'breach', search: 'waiting', clock: 'running', overdue: false });
    expect(own['due']).toBe(new Date(world.clock() + 72 * hour).toISOString());

    // The process dies after the first customer was told.
    let asked = 0;
    await findAffected(collector.store, world, () => {
      asked += 1;
      return asked > 6;
    });
    await collector.store.close();
    const store = await collector.beside();
    const left = sql`select search from incidents where controller_id = :controller`;
    expect(await store.read(left, { controller: 1 })).toEqual([{ search: 'waiting' }]);
    const desk = deskOf({ ...collector, needs: { ...collector.needs, store } });
    const enter = async (number: number) => {
      const key = Buffer.from(world.random(32)).toString('base64url');
      await addStaff(store, world, {
        controller: number,
        name: 'x',
        role: 'administrator',
        key,
        committed: 1,
      });
      return desk.as(key);
    };
    const [atOperator, atA, atB, atC] = [
      await enter(1),
      await enter(a.number),
      await enter(b.number),
      await enter(c.number),
    ];
    await findAffected(store, world);
    await findAffected(store, world);

    const { body: notices } = await atOperator('GET', `/v1/incidents/${own.id}/notices`);
    expect(notices.items).toMatchObject([
      { controller: a.number, persons: 2, records: 2 },
      { controller: b.number, persons: 1, records: 1 },
    ]);
    expect((await atC('GET', '/v1/incidents')).body.items).toEqual([]);
    for (const [call, ids, others, number] of [
      [atA, ofA, ofB, a.number],
      [atB, ofB, ofA, b.number],
    ] as const) {
      const { items } = (await call('GET', '/v1/incidents')).body;
      expect(items).toHaveLength(1);
      const [one] = items as [Items[number]];
      expect(one).toMatchObject({
        origin: own['origin'],
        reportedBy: 'operator',
        found: { persons: ids.length },
      });
      expect(one['id']).not.toBe(own.id);
      const { body } = await call('GET', `/v1/incidents/${one['id']}/persons`);
      expect(body.items.map(({ person }) => person).sort()).toEqual([...ids].sort());
      expect((await call('GET', `/v1/incidents/${own.id}`)).status).toBe(404);
      expect((await call('GET', `/v1/incidents/${own.id}/persons`)).status).toBe(404);
      const letters = (await mailsOf(store, number)).filter(({ template }) => template === 'incident');
      expect(letters).toHaveLength(1);
      expect(letters[0]?.to).toBe('privacy@customer.example');
      for (const id of ids) expect(letters[0]?.text).toContain(id);
      for (const id of others) expect(letters[0]?.text).not.toContain(id);
      expect(letters[0]?.text).toContain(String(one['id']));
    }

    // Phases of 33(4): handed on, and kept.
    world.pass(hour);
    const read = await atOperator('GET', `/v1/incidents/${own.id}`);
    const said = await atOperator(
      'POST',
      `/v1/incidents/${own.id}/phases`,
      { note: 'The copy was found and destroyed.', remedies: 'Keys were changed.' },
      { 'if-match': read.tag },
    );
    expect([said.status, said.body['remedies']]).toEqual([200, 'Keys were changed.']);
    for (const [call, number] of [
      [atA, a.number],
      [atB, b.number],
    ] as const) {
      expect((await mailsOf(store, number)).at(-1)?.text).toContain('The copy was found and destroyed.');
      const id = (await call('GET', '/v1/incidents')).body.items[0]?.['id'];
      const { items } = (await call('GET', `/v1/incidents/${id}/phases`)).body;
      expect(items.map(({ by }) => by)).toEqual(['operator', 'operator']);
    }
    // More is found later: whoever is told more is told what it is now.
    const more = await atA('POST', '/v1/persons', { email: 'a3@example.fi', source: { kind: 'person' } });
    const until = new Date(world.clock()).toISOString();
    await atOperator(
      'POST',
      `/v1/incidents/${own.id}/phases`,
      { criterion: { from: until, until, table: 'persons' } },
      { 'if-match': '*' },
    );
    const before = (await mailsOf(store, b.number)).length;
    world.pass(1000);
    await findAffected(store, world);
    expect(await mailsOf(store, b.number)).toHaveLength(before);
    const [last] = (await mailsOf(store, a.number)).slice(-1);
    expect(last?.text).toMatch(/3 persons and 3 records/);
    const atAs = (await atA('GET', '/v1/incidents')).body.items[0];
    expect(atAs).toMatchObject({ found: { persons: 3, records: 3 }, subjects: 3 });
    const { body: all } = await atA('GET', `/v1/incidents/${atAs?.['id']}/persons`);
    expect(all.items.map(({ person: one }) => one)).toContain(more.body.id);
    for (const change of [
      sql`delete from incident_phases where controller_id = :controller`,
      sql`update incident_phases set said = '{}' where controller_id = :controller`,
    ])
      await expect(store.write([{ sql: change, values: { controller: 1 } }])).rejects.toThrow(/stays/);
    await store.close();
  });

  test('finds whom a member of staff, one of their keys, a site or a look-up concerns', async () => {
    const { customer, person, operator, span, world, desk, call, stolen, store } = await start();
    const a = await customer('Aapinen Oy');
    const [read, unread] = [await person(a.call, 'r@example.fi'), await person(a.call, 'u@example.fi')];
    const thief = await a.call('POST', '/v1/staff', { name: 'Reader', role: 'support' });
    await a.call('POST', `/v1/staff/${thief.body.id}/commitment`, {});
    const key = await a.call('POST', '/v1/keys', { name: 'k', staff: Number(thief.body.id) });
    const as = desk.as(String(key.body['key']));
    expect((await as('GET', `/v1/persons/${read}`)).status).toBe(200);
    expect((await as('GET', `/v1/persons/${read}`)).status).toBe(200);
    world.pass(1000);
    const found = async (by: Call, criterion: object) => {
      const made = await by('POST', '/v1/incidents', stolen({ criterion: { ...span(), ...criterion } }));
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      await findAffected(store, world);
      const { body } = await by('GET', `/v1/incidents/${made.body.id}/persons`);
      const { body: one } = await by('GET', `/v1/incidents/${made.body.id}`);
      return {
        persons: body.items.map(({ person }) => person),
        found: one['found'],
        criterion: one['criterion'],
      };
    };
    expect(await found(a.call, { key: key.body.id })).toMatchObject({
      persons: [read],
      found: { records: 2 },
    });
    expect((await found(a.call, { staff: { id: Number(thief.body.id) } })).persons).toEqual([read]);
    const looked = await found(a.call, { persons: { by: 'email', value: 'U@example.fi' } });
    expect(looked.persons).toEqual([unread]);
    // What somebody was looked up by is not kept.
    expect(JSON.stringify(looked.criterion)).not.toMatch(/example/i);
    expect((await found(a.call, { table: 'feedback' })).found).toEqual({ persons: 0, records: 0 });
    // The operator's own site: whoever registered there.
    const { body: registered } = await call('administrator', 'POST', '/v1/persons', {
      email: 'own@example.fi',
      source: { kind: 'person' },
    });
    expect((await found(operator, { persons: { by: 'email', value: 'own@example.fi' } })).persons).toEqual([
      registered.id,
    ]);
    const wrong = await operator(
      'POST',
      '/v1/incidents',
      stolen({ criterion: { ...span(), site: 'test', table: 'persons' } }),
    );
    expect([wrong.status, wrong.body.pointer]).toEqual([422, '/criterion']);
  });
});

test('R62: what the operator’s staff read on instructions is found at every customer', async () => {
  const { customer, person, operator, span, stolen, call, world, store } = await start();
  const [a, b] = [await customer('Aapinen Oy'), await customer('Beepinen Oy')];
  const read: string[] = [];
  for (const [at, email] of [
    [a, 'a@example.fi'],
    [b, 'b@example.fi'],
  ] as const) {
    const order = { givenBy: 'Pomo', reference: 'mail', task: 'Help', reach: 'read' };
    expect((await at.call('POST', '/v1/instructions', order)).status).toBe(201);
    const id = await person(at.call, email);
    await person(at.call, `not.${email}`);
    const there = { 'lupa-controller': String(at.number) };
    expect((await call('support', 'GET', `/v1/persons/${id}`, undefined, there)).status).toBe(200);
    read.push(id);
  }
  world.pass(1000);
  const { items } = (await a.call('GET', '/v1/access-log?controller=1')).body;
  const staff = items.find(({ person: one }) => one === read[0])?.['staff'] as unknown as { id: number };
  const made = await operator(
    'POST',
    '/v1/incidents',
    stolen({ criterion: { ...span(), staff: { id: staff.id } } }),
  );
  await findAffected(store, world);
  const { body } = await operator('GET', `/v1/incidents/${made.body.id}/notices`);
  expect(body.items.map(({ controller, persons }) => [controller, persons])).toEqual([
    [a.number, 1],
    [b.number, 1],
  ]);
  for (const [place, { call: at }] of [a, b].entries()) {
    const id = (await at('GET', '/v1/incidents')).body.items[0]?.['id'];
    const found = (await at('GET', `/v1/incidents/${id}/persons`)).body.items;
    expect(found.map(({ person: one }) => one)).toEqual([read[place]]);
  }
});

describe('R62: an attempt that reached nobody', () => {
  test('is told to the customers that the operator names, or to all', async () => {
    const { customer, operator, span, world, store } = await start();
    const [a, b] = [await customer('Aapinen Oy'), await customer('Beepinen Oy')];
    const attempt = (controllers: unknown) =>
      operator('POST', '/v1/incidents', {
        kind: 'attempt',
        nature: 'Somebody tried to get in through an old opening, and did not.',
        criterion: { ...span(), controllers },
      });
    await attempt([b.number]);
    await attempt('all');
    await findAffected(store, world);
    await findAffected(store, world);
    for (const [{ call, number }, times] of [
      [a, 1],
      [b, 2],
    ] as const) {
      const { items } = (await call('GET', '/v1/incidents')).body;
      expect(items).toHaveLength(times);
      expect(items[0]).toMatchObject({ kind: 'attempt', due: null, found: { persons: 0 } });
      const letters = (await mailsOf(store, number)).filter(({ template }) => template === 'incident');
      expect(letters).toHaveLength(times);
      expect(letters[0]?.text).toContain('No persons or records of yours are known');
      expect(letters[0]?.text).not.toContain('72 hours');
    }
  });
});

describe('R62: an attempt that turns out to be a breach', () => {
  test('is told to the customers that were told, their own 72 hours begin, and what they had closed is open again', async () => {
    const { customer, operator, span, world, store, restart } = await start();
    const [a, b] = [await customer('Aapinen Oy'), await customer('Beepinen Oy')];
    for (const { call } of [a, b])
      await call('POST', '/v1/webhooks', { url: 'https://hooks.example/lupa', events: ['*'] });
    const { body: own } = await operator('POST', '/v1/incidents', {
      kind: 'attempt',
      nature: 'Somebody tried an old opening.',
      criterion: { ...span(), controllers: [a.number] },
    });
    const phases = `/v1/incidents/${own.id}/phases`;
    // Nobody can be forgotten by closing it before they were found and told.
    const early = await operator('POST', phases, { close: true }, { 'if-match': '*' });
    expect([early.status, early.body.pointer]).toEqual([422, '/close']);
    await findAffected(store, world);
    const atA = async () => (await a.call('GET', '/v1/incidents')).body.items;
    const [theirs] = await atA();
    const closed = await a.call(
      'POST',
      `/v1/incidents/${theirs?.['id']}/phases`,
      { close: true },
      { 'if-match': '*' },
    );
    expect([closed.status, closed.body['due']]).toEqual([200, null]);
    world.pass(5 * hour);
    await restart();
    const said = await operator('POST', phases, { kind: 'breach' }, { 'if-match': '*' });
    const due = new Date(world.clock() + 72 * hour).toISOString();
    expect([said.status, said.body['kind'], said.body['due']]).toEqual([200, 'breach', due]);
    expect(await atA()).toMatchObject([
      { id: theirs?.['id'], kind: 'breach', due, clock: 'running', closed: null },
    ]);
    expect((await b.call('GET', '/v1/incidents')).body.items).toEqual([]);
    const letter = (await mailsOf(store, a.number)).at(-1);
    expect(letter?.text).toContain('Your own 72 hours to tell the Data Protection Ombudsman of Finland run');
    expect(letter?.to).toBe('privacy@customer.example');
    // Their clock runs by itself from now on: reminders, overdue, all to their own systems too, by ids alone.
    world.pass(73 * hour);
    await remindOfIncidents(store, world);
    expect((await atA())[0]?.['overdue']).toBe(true);
    const told = async (controller: number) =>
      (
        await store.read<{ body: string }>(
          sql`select body from messages where controller_id = :controller and kind = 'webhook' order by message_id`,
          { controller },
        )
      ).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    const incident = theirs?.['id'];
    const byEvent = (one: Items[number], other: Items[number]) =>
      String(one['event']).localeCompare(String(other['event']));
    expect((await told(a.number)).map(({ at: _, ...one }) => one).sort(byEvent)).toEqual([
      { event: 'incident.changed', incident },
      { event: 'incident.changed', incident },
      { event: 'incident.overdue', incident },
      { event: 'incident.raised', incident, kind: 'attempt' },
    ]);
    expect(await told(b.number)).toEqual([]);
  });
  test('what is said while the search goes on is told to whoever is told after it', async () => {
    const { customer, operator, span, world, store } = await start();
    const a = await customer('Aapinen Oy');
    const { body: own } = await operator('POST', '/v1/incidents', {
      kind: 'attempt',
      nature: 'As it seemed.',
      criterion: { ...span(), controllers: [a.number] },
    });
    let said = false;
    const meanwhile = () => {
      said = true;
      return operator(
        'POST',
        `/v1/incidents/${own.id}/phases`,
        { kind: 'breach', nature: 'As it is.' },
        { 'if-match': '*' },
      );
    };
    await findAffected(
      {
        ...store,
        write: async (statements, lane) => {
          if (!said) expect((await meanwhile()).status).toBe(200);
          return store.write(statements, lane);
        },
      },
      world,
    );
    await findAffected(store, world);
    expect((await a.call('GET', '/v1/incidents')).body.items).toMatchObject([
      { kind: 'breach', nature: 'As it is.', due: new Date(world.clock() + 72 * hour).toISOString() },
    ]);
    const letters = (await mailsOf(store, a.number)).filter(({ template }) => template === 'incident');
    expect(letters.map(({ text }) => /As it (\w+)/.exec(text)?.[1])).toEqual(['is']);
  });
});

test('R62: every criterion finds whom it names, in its span alone: tables, a site, look-ups', async () => {
  const collector = await testCollector();
  const { store, world, controller, save } = collector;
  await save(relaySettings());
  const began = world.clock();
  const person = Buffer.from(await everything(collector)).toString('hex');
  const iso = (time: number) => new Date(time).toISOString();
  const span = { from: iso(began), until: iso(world.clock()) };
  const before = { from: iso(began - 2 * hour), until: iso(began - 1) };
  const find = async (criterion: object) =>
    (
      await affectedAfter(
        store,
        controller.id,
        { home: controller.id, criterion: parse(criterionSchema, criterion) },
        new Uint8Array(0),
        100,
      )
    ).map((one) => Buffer.from(one.person).toString('hex'));
  for (const table of affectedTables) {
    expect(await find({ ...span, table }), table).toContain(person);
    expect(await find({ ...before, table }), table).toEqual([]);
    expect(await find({ from: span.until, until: span.until, table, rows: 'kept' }), table).toContain(person);
  }
  expect(await find({ ...span, site: 'test' })).toEqual([person]);
  expect(await find({ ...before, site: 'test' })).toEqual([]);
  expect(await find({ ...span, site: 'other' })).toEqual([]);
  const visits = { home: controller.id, criterion: parse(criterionSchema, { ...span, site: 'test' }) };
  expect(await visitorsAffected(store, controller.id, visits)).toEqual({ visitors: 1, visits: 1 });
  // Whoever is restricted is found too, and more than a look-up of the desk shows.
  const restricted = sql`select 1 as one from persons where person_id = :person and restricted is not null`;
  expect(await store.read(restricted, { person: Buffer.from(person, 'hex') })).toHaveLength(1);
  const [tied] = await store.read<{ visitor: Uint8Array }>(sql`select visitor_id as visitor from ties`, {});
  const [decision] = await store.read<{ id: Uint8Array }>(
    sql`select decision_id as id from decisions where number in (select max(number) from decisions)`,
    {},
  );
  const rows = await store.read<{ email: string; phone: string; name: string }>(
    sql`select email, phone, name from persons where person_id = :person`,
    { person: Buffer.from(person, 'hex') },
  );
  const { email = '', phone = '', name = '' } = rows[0] ?? {};
  for (const [by, value] of [
    ['email', email.toUpperCase()],
    ['phone', phone],
    ['name', name.split(' ').reverse().join(' ')],
    ['userName', 'ainov'],
    ['company', 'metsä'],
    ['licenceKey', 'ELMAS-7'],
    ['visitor', toUuid(tied?.visitor ?? new Uint8Array())],
    ['receipt', toUuid(decision?.id ?? new Uint8Array())],
  ] as const)
    expect(await find({ ...span, persons: { by, value } }), `${by} ${value}`).toEqual([person]);
  for (const by of ['email', 'phone', 'name', 'userName', 'company', 'licenceKey', 'visitor', 'receipt'])
    expect(await find({ ...span, persons: { by, value: 'nobody' } }), by).toEqual([]);
});

test('R62: the notice to a customer says all of 33(3), in the customer’s words; whom to ask is never missing', async () => {
  const { collector, customer, person, operator, stolen, world } = await start();
  const a = await customer('Aapinen Oy');
  const id = await person(a.call, 'a1@example.fi');
  const began = new Date(world.clock() - hour).toISOString();
  const told = async (more: object) => {
    expect((await operator('POST', '/v1/incidents', stolen(more))).status).toBe(201);
    await findAffected(collector.store, world);
    const letters = (await mailsOf(collector.store, a.number)).filter(
      ({ template }) => template === 'incident',
    );
    const { items } = (await a.call('GET', '/v1/incidents')).body;
    return { text: letters.at(-1)?.text ?? '', row: items.at(-1) as Record<string, unknown> };
  };
  const named = await told({ contact: 'Tiina, +358 40 123 4567', began, ended: began });
  for (const said of [
    'A copy of the table of persons was taken.',
    'Customers’ contact persons: names and addresses.',
    /1 (persons|henkilö)[^.]* 1 (records|tietue)/,
    'Tiina, +358 40 123 4567',
    'Unwanted mail.',
    'The opening was closed.',
    id,
  ])
    expect(named.text).toMatch(said);
  expect(named.text.match(/(began|Alkoi|ended|Päättyi): .*2026/g)).toHaveLength(2);
  expect(named.row).toMatchObject({ contact: 'Tiina, +358 40 123 4567', consequences: 'Unwanted mail.' });
  // The newest is the one of this incident: ids of one millisecond have no order.
  world.pass(60_000);
  const unnamed = await told({});
  expect(unnamed.text).toContain('privacy@example.fi');
  expect(unnamed.row).toMatchObject({ contact: 'privacy@example.fi' });
});

test('R62: each of staff is written to in their language, or else in the controller’s', async () => {
  const { call, operator, store, stolen, world } = await start();
  const member = async (email: string, language?: string) => {
    const { body } = await call('administrator', 'POST', '/v1/staff', {
      ...{ name: 'X', role: 'data_protection_officer', email },
      ...(language && { language }),
    });
    await call('administrator', 'POST', `/v1/staff/${body.id}/commitment`, {});
    return body;
  };
  expect(await member('sv@example.fi', 'sv')).toMatchObject({ language: 'sv' });
  const usual = await member('usual@example.fi');
  await operator('POST', '/v1/incidents', stolen({ criterion: null }));
  const subjects = async () =>
    Object.fromEntries((await mailsOf(store, 1)).map(({ to, subject }) => [to, subject]));
  expect(await subjects()).toEqual({
    'sv@example.fi': 'En personuppgiftsincident har antecknats',
    'usual@example.fi': 'Tietoturvaloukkaus on kirjattu',
  });
  const edited = await call(
    'administrator',
    'PATCH',
    `/v1/staff/${usual.id}`,
    { language: 'en-GB' },
    { 'if-match': '*' },
  );
  expect([edited.status, edited.body['language']]).toEqual([200, 'en-GB']);
  world.pass(1000);
  await operator('POST', '/v1/incidents', stolen({ criterion: null }));
  expect((await subjects())['usual@example.fi']).toBe('A breach of personal data was recorded');
  const wrong = await call(
    'administrator',
    'PATCH',
    `/v1/staff/${usual.id}`,
    { language: 'Suomi' },
    { 'if-match': '*' },
  );
  expect([wrong.status, wrong.body.pointer]).toEqual([422, '/language']);
});

describe('R62: the clock of 33(1)', () => {
  test('reminds, is overdue in the list and in the metrics, and asks for the reasons of a delay', async () => {
    const { operator, world, store, restart } = await start();
    const metrics = metricsOf({
      waiting: () => 0,
      bytes: () => ({}),
      connections: () => ({}),
      sealing: async () => undefined,
      events: () => 0,
      due: async () => {
        const { open, overdue } = await countIncidents(store, world.clock());
        return { open: { incidents: open }, overdue: { incidents: overdue } };
      },
    });
    const { body: made } = await operator('POST', '/v1/incidents', {
      kind: 'breach',
      nature: 'A laptop was lost.',
    });
    world.pass(47 * hour);
    expect(await remindOfIncidents(store, world)).toBe(0);
    world.pass(2 * hour);
    expect(await remindOfIncidents(store, world)).toBe(1);
    await restart();
    expect(await remindOfIncidents(store, world)).toBe(0);
    world.pass(18 * hour);
    expect(await remindOfIncidents(store, world)).toBe(1);
    expect((await operator('GET', `/v1/incidents/${made.id}`)).body['overdue']).toBe(false);
    expect(await metrics.text()).toMatch(/lupa_duties_overdue\{kind="incidents"\} 0/);
    world.pass(6 * hour);
    expect(await remindOfIncidents(store, world)).toBe(1);
    const late = await operator('GET', `/v1/incidents/${made.id}`);
    expect(late.body['overdue']).toBe(true);
    expect(await metrics.text()).toMatch(/lupa_duties_overdue\{kind="incidents"\} 1/);
    // The site speaks Finnish first, and so do the letters.
    expect((await mailsOf(store, 1)).map(({ subject }) => subject)).toEqual([
      'Tietoturvaloukkaus on kirjattu',
      '23 tuntia aikaa ilmoittaa tietosuojavaltuutetulle',
      '5 tuntia aikaa ilmoittaa tietosuojavaltuutetulle',
      'Myöhässä: ilmoittakaa loukkauksesta tietosuojavaltuutetulle',
    ]);
    const phases = `/v1/incidents/${made.id}/phases`;
    const at = { 'if-match': late.tag };
    const told = new Date(world.clock()).toISOString();
    const without = await operator('POST', phases, { authority: { told } }, at);
    expect([without.status, without.body.pointer]).toEqual([422, '/authority/delayReason']);
    const early = await operator('POST', phases, { close: true }, at);
    expect([early.status, early.body.pointer]).toEqual([422, '/effects']);
    const done = await operator(
      'POST',
      phases,
      { authority: { told, reference: 'TSV/1', delayReason: 'It was not known how many.' } },
      at,
    );
    expect(done.body).toMatchObject({ overdue: false, clock: 'stopped', authorityReference: 'TSV/1' });
    expect((await operator('POST', phases, { note: 'again' }, at)).status).toBe(412);
    const high = {
      risk: { is: 'high', reason: 'Addresses of shelters.' },
      effects: 'None known.',
      remedies: 'Encrypted.',
    };
    const now = { 'if-match': '*' };
    expect((await operator('POST', phases, high, now)).status).toBe(200);
    const silent = await operator('POST', phases, { close: true }, now);
    expect([silent.status, silent.body.pointer]).toEqual([422, '/notTold']);
    const closed = await operator(
      'POST',
      phases,
      { notTold: { because: 'protected', reason: 'The disk was encrypted.' }, close: true },
      now,
    );
    expect([closed.status, closed.body['notTold']]).toEqual([200, 'protected']);
    expect((await operator('POST', phases, { note: 'again' }, now)).status).toBe(409);
    expect((await operator('GET', phases)).body.items).toHaveLength(4);
    // The log of 33(5) stays for ten years after the end; what is open stays however old it is.
    const { body: open } = await operator('POST', '/v1/incidents', { kind: 'attempt', nature: 'Old.' });
    const years = (count: number) => world.pass(count * 365.25 * 24 * hour);
    years(9.9);
    await runRetention(store, world, 1, () => false);
    expect((await operator('GET', phases)).body.items).toHaveLength(4);
    years(0.2);
    await runRetention(store, world, 1, () => false);
    expect((await operator('GET', phases)).status).toBe(404);
    const left = await store.read(sql`select incident_id from incident_phases where controller_id = 1`, {});
    expect(left).toHaveLength(1);
    expect((await operator('GET', `/v1/incidents/${open.id}`)).status).toBe(200);
    await expect(
      store.write([
        { sql: sql`delete from incidents where controller_id = :controller`, values: { controller: 1 } },
      ]),
    ).rejects.toThrow(/open incident stays/);
  });
});

describe('R62: telling people (34)', () => {
  test('goes to each once, in their language, whatever they object to; who was not reached is counted', async () => {
    const { collector, operator, person, stolen, world, store } = await start();
    const officer: Call = (...given) => collector.call('administrator', ...given);
    const fi = await person(officer, 'fi@example.fi', { language: 'fi' });
    const sv = await person(officer, 'sv@example.fi', { language: 'sv' });
    const restricted = await person(officer, 'restricted@example.fi');
    const { body: unreachable } = await officer('POST', '/v1/persons', {
      ...{ name: 'By telephone', phone: '+358401234567', source: { kind: 'person' } },
    });
    await officer('POST', `/v1/persons/${fi}/objection`);
    const { body: made } = await operator('POST', '/v1/incidents', stolen());
    await findAffected(store, world);
    await operator('POST', `/v1/persons/${restricted}/restriction`, { reason: 'accuracy' });
    const text = (word: string) => ({
      happened: `${word} 1`,
      consequences: `${word} 2`,
      measures: `${word} 3`,
    });
    const texts = { fi: text('Suomeksi'), sv: text('På svenska') };
    const sent = await operator('POST', `/v1/incidents/${made.id}/messages`, { texts }, { 'if-match': '*' });
    expect(sent.status).toBe(202);
    await tellPeople(store, world);
    await tellPeople(store, world);
    const letters = (await mailsOf(store, 1)).filter(({ template }) => template === 'breach');
    // A restriction takes no right away: they are told too (decision 31), and still shown to nobody.
    expect(letters.map(({ to }) => to).sort()).toEqual([
      'fi@example.fi',
      'restricted@example.fi',
      'sv@example.fi',
    ]);
    expect(letters.find(({ to }) => to.startsWith('fi'))?.text).toMatch(
      /Suomeksi 1[\s\S]*Suomeksi 2[\s\S]*Suomeksi 3[\s\S]*privacy@example.fi/,
    );
    expect(letters.find(({ to }) => to.startsWith('sv'))?.text).toMatch(/På svenska 1/);
    const { body } = await operator('GET', `/v1/incidents/${made.id}/persons`);
    expect(body).toMatchObject({ persons: 4, unreached: 1 });
    const shown = body.items.map(({ person: one, told }) => [one, told !== null]);
    expect(Object.fromEntries(shown)).toEqual({ [fi]: true, [sv]: true, [unreachable.id]: false });
    // It is in the access answer, and goes with the person.
    const access = await operator('GET', `/v1/persons/${fi}/access`);
    expect(JSON.stringify(access.body)).toContain('A copy of the table of persons was taken.');
    // Two entries that turn out to be one person are concerned once, and both again when they are parted.
    const merged = await officer('POST', `/v1/persons/${fi}/merge`, { merged: sv });
    expect(merged.status).toBe(201);
    const ids = async () =>
      (await operator('GET', `/v1/incidents/${made.id}/persons`)).body.items.map(({ person: one }) => one);
    expect((await ids()).sort()).toEqual([fi, unreachable.id].sort());
    expect((await officer('POST', `/v1/merges/${merged.body['merge']}/undo`)).status).toBe(204);
    expect((await ids()).sort()).toEqual([fi, sv, unreachable.id].sort());
    await officer('DELETE', `/v1/persons/${fi}`);
    expect((await operator('GET', `/v1/incidents/${made.id}/persons`)).body['persons']).toBe(3);
  });
});
