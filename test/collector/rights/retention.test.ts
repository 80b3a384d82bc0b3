/** R43: kept for as long as the relationship needs, then gone within what the schedule says; by rule, with a reason, and counted. */
import { expect, test } from 'vitest';
import { endOf, plusDays, startOf } from '../../../collector/calendar/day.ts';
import { cutOff, keptUntil } from '../../../collector/duties/retention/period.ts';
import { ruleIds } from '../../../collector/duties/retention/rules.ts';
import { booksUntil, vouchersBefore, vouchersUntil } from '../../../collector/duties/retention/vouchers.ts';
import { kindNumber } from '../../../collector/ledger/kinds.ts';
import { evidenceDocuments } from '../../../collector/rights/evidenceDocuments.ts';
import { night } from '../../../collector/rights/night.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { heldBytes } from '../../support/beside.ts';
import { leaks } from '../../support/canary.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, controller, database, store, world, restart } = collector;
const { company, list, make, person, set } = customersOf(collector);
const dpo = 'data_protection_officer' as const;

const at = (days: number) => new Date(world.clock() + days * day).toISOString();
const events = async (kind: 'retention-run' | 'person-ended' | 'person-erased' | 'retention-changed') =>
  (
    await store.read<{ body: string }>(
      sql`select body from ledger where controller_id = :controller and kind = :kind order by number`,
      { controller: controller.id, kind: kindNumber(kind) },
    )
  ).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const isThere = async (id: string) => (await call(dpo, 'GET', `/v1/persons/${id}`)).status === 200;
const sweep = async () => (await night(store, world)).gone;

const endingOn = (yearEnd: string, ...ends: string[]) => ({ yearEnd, ends });

test('periods are the calendar’s of Helsinki: what is told is what is done, on every day of two years', () => {
  const six = { amount: 6, unit: 'months' } as const;
  const event = Date.parse('2026-08-31T23:30:00+03:00');
  expect(keptUntil(event, six)).toBe(endOf('2027-02-28'));
  expect(cutOff(startOf('2027-02-28'), six)).toBeLessThan(event);
  expect(cutOff(startOf('2027-03-01'), six)).toBeGreaterThan(event);
  expect(cutOff(1000 * day, { amount: 90, unit: 'days' })).toBe(910 * day);
  const wrong: string[] = [];
  for (const amount of [6, 13])
    for (let d = '2023-10-20'; d < '2025-10-20'; d = plusDays(d, 1)) {
      const period = { amount, unit: 'months' } as const;
      const until = keptUntil(startOf(d), period);
      if (cutOff(until, period) > startOf(d)) wrong.push(`${d} + ${amount} goes too early`);
      if (cutOff(until + 1, period) <= endOf(d)) wrong.push(`${d} + ${amount} goes too late`);
    }
  expect(wrong).toEqual([]);
});

test('R44: vouchers and books follow the financial year: leap days, changed ends, long and short years', () => {
  const years = { amount: 72, unit: 'months' } as const;
  const noon = (d: string) => startOf(d) + day / 2;
  const sold = noon('2026-08-15');
  expect(vouchersUntil(sold, endingOn('12-31'), years)).toBe('2033-01-01');
  expect(vouchersUntil(sold, endingOn('06-30'), years)).toBe('2034-01-01');
  expect(vouchersUntil(sold, endingOn('08-15'), years)).toBe('2033-01-01');
  expect(vouchersUntil(sold, endingOn('02-29'), years)).toBe('2034-01-01');
  // The last of February is the last of the year, in leap years too.
  expect(vouchersUntil(noon('2028-02-29'), endingOn('02-28'), years)).toBe('2035-01-01');
  // New Year's Eve in Helsinki is not yet over in UTC.
  expect(vouchersUntil(Date.parse('2026-12-31T22:30:00Z'), endingOn('12-31'), years)).toBe('2034-01-01');
  expect(booksUntil(sold, endingOn('12-31'))).toBe('2037-01-01');
  expect(booksUntil(sold, endingOn('06-30'))).toBe('2037-07-01');
  // From June to December by a year of eighteen months: what was sold in it goes a year later than the new end alone would say.
  const long = endingOn('12-31', '2025-06-30', '2026-12-31');
  expect(vouchersUntil(noon('2025-06-30'), long, years)).toBe('2032-01-01');
  expect(vouchersUntil(noon('2025-07-01'), long, years)).toBe('2033-01-01');
  expect(booksUntil(noon('2025-07-01'), long)).toBe('2037-01-01');
  expect(vouchersUntil(noon('2027-01-01'), long, years)).toBe('2034-01-01');
  // What was before the change ended as before it.
  expect(vouchersUntil(noon('2020-07-01'), long, years)).toBe('2028-01-01');
  const short = endingOn('12-31', '2025-06-30', '2025-12-31');
  expect(vouchersUntil(noon('2025-07-01'), short, years)).toBe('2032-01-01');
  const wrong: string[] = [];
  for (const one of [
    ...['12-31', '06-30', '02-28', '08-15'].map((end) => endingOn(end)),
    ...[
      long,
      short,
      endingOn('06-30', '2024-12-31', '2026-06-30'),
      endingOn('03-31', '2025-12-31', '2026-03-31'),
    ],
  ])
    for (let d = '2023-06-01'; d < '2028-07-05'; d = plusDays(d, 5)) {
      const until = startOf(vouchersUntil(noon(d), one, years));
      if (vouchersBefore(until - 1, one, years) > noon(d)) wrong.push(`${d} ${one.ends} goes too early`);
      if (vouchersBefore(until, one, years) <= noon(d)) wrong.push(`${d} ${one.ends} goes too late`);
    }
  expect(wrong).toEqual([]);
});

test('R43: the schedule is served in words, decided by those who answer for it, within what the law sets', async () => {
  const { status, body } = await call('marketing', 'GET', '/v1/retention');
  expect(status).toBe(200);
  expect(body.items.map(({ rule }) => rule)).toEqual([...ruleIds]);
  for (const { words, rule } of body.items as unknown as {
    rule: string;
    words: Record<string, { line: string; why: string }>;
  }[])
    for (const language of ['fi', 'sv', 'en'] as const) {
      expect(words[language]?.line, `${rule} ${language}`).toMatch(/\.$/);
      expect(words[language]?.why.length, `${rule} ${language}`).toBeGreaterThan(10);
    }
  const put = (
    rule: string,
    given: object,
    role: typeof dpo | 'marketing' | 'auditor' = dpo,
    match = '"0"',
  ) =>
    call(
      role,
      'PUT',
      `/v1/retention/${rule}`,
      { reason: 'Our warranty', ...given },
      match ? { 'if-match': match } : {},
    );
  const year = { amount: 12, unit: 'months' };
  expect((await put('relationship', year, 'marketing')).status).toBe(403);
  expect((await put('relationship', year, 'auditor')).status).toBe(403);
  expect((await put('relationship', year, dpo, '')).status).toBe(428);
  expect((await put('relationship', year, dpo, '"1"')).status).toBe(412);
  expect((await put('nothing', year)).status).toBe(404);
  for (const [rule, given] of [
    ['vouchers', { amount: 60, unit: 'months' }],
    ['vouchers', { amount: 2190, unit: 'days' }],
    ['books', { amount: 60, unit: 'months' }],
    ['visits', { amount: 14, unit: 'months' }],
    ['access-log', { amount: 30, unit: 'days' }],
    ['pending', { amount: 30, unit: 'days' }],
  ] as const) {
    const refused = await put(rule, given);
    expect([refused.status, refused.body.pointer], rule).toEqual([422, '/amount']);
    expect(refused.body.detail, rule).toMatch(/Act|CNIL|GDPR|48 hours/);
  }
  const done = await put('service-logs', { amount: 30, unit: 'days' });
  expect([done.status, done.tag, done.body['reason']]).toEqual([200, '"1"', 'Our warranty']);
  expect((await put('service-logs', { amount: 31, unit: 'days' })).status).toBe(412);
  const read = await call('auditor', 'GET', '/v1/retention/service-logs');
  expect(read.tag).toBe('"1"');
  expect(read.body).toMatchObject({
    amount: 30,
    usual: { amount: 90, unit: 'days' },
    tables: ['service_logs'],
  });
  expect(JSON.stringify(read.body['words'])).toContain('30 päivää');
  expect(await events('retention-changed')).toMatchObject([
    { rule: 'service-logs', from: { amount: 90 }, to: { amount: 30, unit: 'days' } },
  ]);
  // And the night goes by it.
  const whose = await person();
  await make('service-logs', { person: whose, service: 'ELMAS', line: 'Old', logged: at(-31) });
  await make('service-logs', { person: whose, service: 'ELMAS', line: 'Young', logged: at(-29) });
  expect(await sweep()).toEqual({ service_logs: 1 });
  expect((await put('service-logs', { amount: 90, unit: 'days' }, dpo, '"1"')).status).toBe(200);
});

test('R43: six months after the relationship ended the person is gone from tables, index, export and file; a killed run goes on', async () => {
  await sweep();
  const [gone, also, stays] = [
    await person({ name: 'Mennyt Korhonen', email: 'mennyt.korhonen@example.fi', phone: '+358401234567' }),
    await person({ name: 'Toinen Tuominen', email: 'toinen@example.fi' }),
    await person({ name: 'Pysyy Nieminen', email: 'jaava@example.fi' }),
  ];
  for (const [whose, ended] of [
    [gone, at(0)],
    [also, at(0)],
    [stays, null],
  ] as const)
    await make('relationships', {
      person: whose,
      contract: `Contract of ${whose}`,
      started: at(-400),
      ended,
    });
  await make('feedback', { person: gone, received: at(-1), channel: 'email', body: 'mennyt-palaute' });
  await make('accounts', { person: gone, userName: 'mennyt-tili' });
  const ends = Date.parse('2027-05-22T23:59:59.999+03:00');
  world.pass(ends - world.clock());
  const dry = async () =>
    (await call(dpo, 'GET', '/v1/retention/dry-run')).body['gone'] as Record<string, Record<string, number>>;
  expect(await sweep(), 'the last day is kept whole').toEqual({ service_logs: 1 });
  expect(await isThere(gone)).toBe(true);
  world.pass(1);
  expect((await dry())['relationship']).toMatchObject({ persons: 3 });
  const page = await call(dpo, 'GET', '/v1/retention/dry-run/persons?limit=2');
  expect(page.body.items).toHaveLength(2);
  const rest = await call(dpo, 'GET', `/v1/retention/dry-run/persons?limit=2&after=${page.body.next}`);
  expect([...page.body.items, ...rest.body.items]).toEqual(expect.arrayContaining([gone, also]));
  expect([...page.body.items, ...rest.body.items]).not.toContain(stays);
  expect(JSON.stringify(page.body)).not.toMatch(/Mennyt|example/);
  expect((await call('auditor', 'GET', '/v1/retention/dry-run/persons')).status).toBe(403);
  expect(await isThere(gone), 'looking takes nothing away').toBe(true);
  // Killed after the first person: what it did is done, and told of with the rest.
  let ended = 0;
  const dying: Store = {
    ...store,
    write: async (given, urgency) => {
      const ends = Array.isArray(given) && given.some(({ sql: { text } }) => /set erased/.test(text));
      if (ends) ended += 1;
      if (ended > 1) throw new Error('killed');
      return store.write(given, urgency);
    },
  };
  await expect(night(dying, world)).rejects.toThrow('killed');
  await restart();
  expect(await events('person-ended')).toHaveLength(1);
  const runs = (await events('retention-run')).length;
  expect(await sweep()).toMatchObject({ persons: 3 });
  expect((await events('retention-run')).slice(runs)).toMatchObject([
    { gone: { relationship: { persons: 3 } } },
  ]);
  expect(await sweep(), 'again is harmless').toEqual({});
  expect((await events('retention-run')).length).toBe(runs + 1);
  expect([await isThere(gone), await isThere(also), await isThere(stays)]).toEqual([false, false, true]);
  const look = await call('support', 'POST', '/v1/lookups', {
    by: 'email',
    value: 'mennyt.korhonen@example.fi',
    reason: 'a test',
  });
  expect(look.body['persons']).toEqual([]);
  const bytes = await heldBytes(store, database);
  const marks = ['Korhonen', 'mennyt.korhonen', 'mennyt-palaute', 'mennyt-tili', '358401234567', 'Tuominen'];
  expect(leaks([{ name: 'the file', bytes }], marks)).toEqual([]);
  expect(leaks([{ name: 'the file', bytes }], ['Nieminen', 'jaava@example.fi'])).toHaveLength(2);
  // It was their time, not their word: nothing is suppressed, and they may come back.
  expect(await events('person-erased')).toEqual([]);
  expect((await events('person-ended')).length).toBe(3);
  expect(await store.read(sql`select 1 as one from suppressions`, {})).toEqual([]);
  const back = await person({ name: 'Mennyt Korhonen', email: 'mennyt.korhonen@example.fi' });
  expect(await isThere(back)).toBe(true);
});

test('R43: what counts as the last event keeps a person; what is only old does not', async () => {
  const mine = async (does: (id: string) => Promise<unknown>, change: object = {}): Promise<string> => {
    const id = await person(change);
    await does(id);
    return id;
  };
  const licence = (id: object, until: string | null, key: string) =>
    make('licences', {
      product: 'ELMAS',
      licenceKey: key,
      ...id,
      seats: 1,
      validFrom: at(-10),
      validUntil: until,
    });
  const consent = (id: string, change: object = {}) =>
    call('marketing', 'POST', '/v1/permissions', {
      person: id,
      recipient: 'consumer',
      channel: 'email',
      purpose: 'newsletter',
      wording: 'Yes.',
      basis: 'consent',
      evidence: { document: 'form' },
      source: { kind: 'person' },
      ...change,
    });
  const [theirs, former] = [await company(), await company()];
  await make('relationships', { organisation: theirs, contract: 'Open', started: at(-10) });
  await make('relationships', { organisation: former, contract: 'Over', started: at(-10), ended: at(0) });
  const late = 200;
  const cases: Record<string, [boolean, string]> = {
    'nothing ever happened': [false, await mine(async () => {})],
    'an open relationship': [
      true,
      await mine((id) => make('relationships', { person: id, contract: 'A', started: at(-10) })),
    ],
    'their company’s open relationship': [true, await mine(async () => {}, { organisation: theirs })],
    'their company’s relationship that ended': [false, await mine(async () => {}, { organisation: former })],
    'a licence without end': [true, await mine((id) => licence({ person: id }, null, 'K-1'))],
    'a licence that ended': [false, await mine((id) => licence({ person: id }, at(1), 'K-2'))],
    'a licence that ended lately': [true, await mine((id) => licence({ person: id }, at(late), 'K-3'))],
    'a consent that lives': [true, await mine((id) => consent(id))],
    'a sale of late': [
      true,
      await mine((id) =>
        make('transactions', {
          kind: 'sale',
          person: id,
          reference: 'T-1',
          amount: 1,
          currency: 'EUR',
          occurred: at(late),
        }),
      ),
    ],
    'an old sale': [
      false,
      await mine((id) =>
        make('transactions', {
          kind: 'sale',
          person: id,
          reference: 'T-2',
          amount: 1,
          currency: 'EUR',
          occurred: at(0),
        }),
      ),
    ],
    'feedback answered lately': [
      true,
      await mine((id) =>
        make('feedback', { person: id, received: at(0), channel: 'email', body: 'Hei', answered: at(late) }),
      ),
    ],
    'a service event of late': [
      true,
      await mine((id) =>
        make('service-events', { person: id, kind: 'training', description: 'ELMAS', occurred: at(late) }),
      ),
    ],
    'a restriction': [true, await mine((id) => set('restricted', id))],
    'a hold on everything': [
      true,
      await mine((id) =>
        call(dpo, 'POST', '/v1/holds', { person: id, law: 'Act 1/2020', reason: 'A claim' }),
      ),
    ],
  };
  world.pass(190 * day);
  // Signed in to, corrected: of late.
  const account = await mine((id) => make('accounts', { person: id, userName: 'signs.in' }));
  const right = { authorization: `Bearer ${collector.siteSecret}` };
  const secret = { v: 1, userName: 'signs.in', password: 'correct horse battery' };
  await collector.post('/s/test/accounts/password', secret, right);
  world.pass(50 * day);
  await sweep();
  for (const [what, [kept, id]] of Object.entries(cases)) {
    const state = await call(dpo, 'GET', `/v1/persons/${id}/state`);
    expect(state.body['erased'] === null, what).toBe(kept);
  }
  world.pass(100 * day);
  expect((await collector.post('/s/test/accounts/check', secret, right)).status).toBe(200);
  world.pass(100 * day);
  await sweep();
  expect(await isThere(account), 'made long ago, and signed in to lately').toBe(true);
  world.pass(150 * day);
  await sweep();
  expect(await isThere(account)).toBe(false);
  expect(
    (await list('organisations')).map(({ id }) => id),
    'their company, but no other',
  ).toEqual([theirs]);
});

test('R44: vouchers go after six years from the end of the year in which the financial year ended, whenever that ends', async () => {
  const whose = await person();
  const sold = { kind: 'sale', person: whose, amount: 1, currency: 'EUR' };
  const start = world.clock();
  const year = Number(new Date(start).getUTCFullYear()) + 1;
  for (const [reference, occurred] of [
    ['before', `${year}-06-30T12:00:00Z`],
    ['after', `${year}-07-01T12:00:00Z`],
  ])
    await make('transactions', { ...sold, reference, occurred });
  await make('relationships', { person: whose, contract: 'A 1', started: new Date(start).toISOString() });
  const left = async () =>
    (await list('transactions', `person=${whose}`)).map(({ reference }) => reference).sort();
  const june = async () => endingOn('06-30');
  world.pass(startOf(`${year + 7}-01-01`) - 1 - world.clock());
  await night(store, world, undefined, june);
  expect(await left()).toEqual(['after', 'before']);
  world.pass(1);
  await night(store, world, undefined, june);
  expect(await left()).toEqual(['after']);
  world.pass(365 * day);
  await night(store, world, undefined, june);
  expect(await left()).toEqual([]);
});

test('who asks is told the period that holds, and so is who reads what the register is', async () => {
  const change = { amount: 45, unit: 'days', reason: 'Our warranty' };
  const set = await call(dpo, 'PUT', '/v1/retention/service-logs', change, { 'if-match': '*' });
  expect(set.status).toBe(200);
  const { body: someone } = await call('administrator', 'POST', '/v1/persons', {
    name: 'Lokin Henkilö',
    email: 'loki@example.fi',
    source: { kind: 'person' },
  });
  const logged = new Date(world.clock()).toISOString();
  const line = { person: someone.id, service: 'ELMAS', line: 'Started', logged, source: { kind: 'service' } };
  expect((await call('support', 'POST', '/v1/service-logs', line)).status).toBe(201);
  const { body: answer } = await call(dpo, 'GET', `/v1/persons/${someone.id}/access?language=en`);
  expect(JSON.stringify(answer['processing'])).toMatch(/45 days/);
  const { body: register } = await call(dpo, 'GET', '/v1/register');
  expect(JSON.stringify(register['purposes'])).toMatch(/45 days/);
  // The authority and the auditor, too (GDPR 30(1)(f)).
  const { body: record } = await call('auditor', 'GET', '/v1/records-of-processing');
  expect(JSON.stringify(record['activities'])).toMatch(/45 days.*|45 päivää/);
  for (const language of ['fi', 'sv', 'en']) {
    const page = await collector.staff('auditor', `/v1/records-of-processing?as=page&language=${language}`);
    expect(await page.text()).toMatch({ fi: /45 päivää/, sv: /45 dagar/, en: /45 days/ }[language] ?? /-/);
  }
  const documents = await evidenceDocuments(store, controller.id, world.clock());
  for (const { path, content } of documents.slice(0, 2)) expect(content, path).toMatch(/45 days/);
});
