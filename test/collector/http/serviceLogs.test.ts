/** Service logs: lines of one person only, for 90 days, without secrets (R34). */
import { describe, expect, test } from 'vitest';
import { cleaned } from '../../../collector/http/logLines.ts';
import { night } from '../../../collector/rights/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { heldBytes } from '../../support/beside.ts';
import { leaks } from '../../support/canary.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { uuid } from '../../support/decision.ts';
import { workedSince } from '../../support/worked.ts';
import { day } from '../../support/world.ts';

const told = async () => {
  const collector = await testCollector();
  const { post, siteSecret } = collector;
  const send = async (lines: unknown, secret = siteSecret) => {
    const answer = await post('/s/test/service-logs', { v: 1, lines }, { authorization: `Bearer ${secret}` });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  return { ...collector, ...customersOf(collector), send };
};

test('R34: a look-up returns the lines of this person only; those older than 90 days are gone after the night', async () => {
  const { list, person, send, store, world, answered, database } = await told();
  const [one, other] = [await person(), await person()];
  const line = (whose: string, text: string, days: number) => ({
    person: whose,
    service: 'ELMAS',
    line: text,
    at: new Date(world.clock() - days * day).toISOString(),
  });
  const lines = [
    ...Array.from({ length: 120 }, (_, n) => line(one, `old-line-${n}`, 91)),
    ...Array.from({ length: 120 }, (_, n) => line(other, `old-line-${n}`, 91)),
    line(one, 'young-line', 89),
    line(other, 'her own line', 89),
  ];
  expect(await send(lines)).toEqual({ status: 200, body: { kept: 242, leftOut: [] } });
  const found = await list('service-logs', `person=${one}&limit=200`);
  expect(found).toHaveLength(121);
  expect(new Set(found.map((row) => row['person']))).toEqual(new Set([one]));
  expect(await answered(one, 'service_logs')).toHaveLength(121);
  expect((await night(store, world)).gone).toMatchObject({ service_logs: 240 });
  expect((await list('service-logs')).map(({ line: text }) => text).sort()).toEqual([
    'her own line',
    'young-line',
  ]);
  const left = async (table: 'value_sources' | 'provenance') =>
    (
      await store.read<{ rows: number }>(
        table === 'provenance'
          ? sql`select count(*) as rows from provenance where controller_id = :controller and source = 'service'`
          : sql`select count(*) as rows from value_sources where controller_id = :controller and field = '*'`,
        { controller: 1 },
      )
    )[0]?.rows;
  expect(await left('value_sources')).toBe(2);
  expect(await left('provenance'), 'one act brought them all').toBe(1);
  const bytes = await heldBytes(store, database);
  expect(leaks([{ name: 'the file', bytes }], ['old-line-'])).toEqual([]);
  expect(leaks([{ name: 'the file', bytes }], ['young-line'])).toHaveLength(1);
  world.pass(day);
  expect((await night(store, world)).gone['service_logs']).toBeUndefined();
  world.pass(day);
  expect((await night(store, world)).gone).toMatchObject({ service_logs: 2 });
  expect(await left('provenance')).toBe(0);
});

test('R31: activations and flags go two years after their end, open ones two years after their start', async () => {
  const { list, make, person, post, siteSecret, store, world } = await told();
  const whose = await person();
  const licence = { product: 'ELMAS', licenceKey: 'OLD', person: whose, seats: 1, validFrom: '2020-01-01' };
  await make('licences', licence);
  const tell = async (path: string, device: string) => {
    const body = { v: 1, licenceKey: 'OLD', device };
    const answer = await post(`/s/test/activations${path}`, body, { authorization: `Bearer ${siteSecret}` });
    expect(answer.status).toBeLessThan(300);
  };
  await tell('', 'PC 1');
  await tell('', 'PC 2');
  world.pass(100 * day);
  await tell('/end', 'PC 2');
  // Months are the calendar's: the day itself is kept whole.
  world.pass(632 * day);
  expect((await night(store, world)).gone).toMatchObject({ misuse_flags: 1, activations: 1 });
  expect(await list('activations')).toHaveLength(1);
  expect(await list('misuse-flags')).toEqual([]);
  world.pass(100 * day);
  expect((await night(store, world)).gone).toMatchObject({ activations: 1 });
});

test('lines are about somebody known by id or user name; those about nobody usable are left out and told', async () => {
  const { list, make, person, send, set } = await told();
  const [one, restricted] = [await person(), await person()];
  await make('accounts', { person: one, userName: 'Aino' });
  await set('restricted', restricted);
  const line = { service: 'ELMAS', line: 'Started', address: '203.0.113.77' };
  const id = uuid();
  const lines = [
    { ...line, userName: 'AINO', id },
    { ...line, userName: 'nobody' },
    { ...line, person: restricted },
    { ...line, person: one, address: '2001:db8:1234:5678::1' },
  ];
  expect((await send(lines)).body).toEqual({ kept: 2, leftOut: [1, 2] });
  expect((await send([lines[0]])).body, 'again by its id').toEqual({ kept: 0, leftOut: [] });
  expect((await list('service-logs', `person=${one}`)).map(({ address }) => address).sort()).toEqual([
    '2001:db8:1234::',
    '203.0.113.0',
  ]);
});

test('a batch is bounded and whole: a wrong line refuses it with a pointer', async () => {
  const { list, person, send } = await told();
  const line = { person: await person(), service: 'ELMAS', line: 'Started' };
  const wrong = async (lines: unknown, pointer: string) => {
    const { status, body } = await send(lines);
    expect([status, body.pointer]).toEqual([422, pointer]);
  };
  await wrong([], '/lines');
  await wrong(new Array(501).fill(line), '/lines');
  await wrong([line, { ...line, address: 'x' }], '/lines/1/address');
  await wrong([line, { service: 'ELMAS', line: 'x' }], '/lines/1/person');
  await wrong([line, { ...line, at: '2027-01-01' }], '/lines/1/at');
  expect((await send([line], 'x'.repeat(43))).status).toBe(401);
  expect(await list('service-logs')).toEqual([]);
  expect((await send(new Array(500).fill(line))).body).toEqual({ kept: 500, leftOut: [] });
});

describe('secrets', () => {
  const secrets: [string, string][] = [
    ['login user=aino password=canary-1 ok', 'login user=aino password=(secret) ok'],
    ['{"user":"aino","password":"canary 2 \\" canary","n":1}', '{"user":"aino","password":"(secret),"n":1}'],
    ['GET /x Authorization: Bearer canary.3-x', 'GET /x Authorization: (secret)'],
    ['sent bearer canary4canary4 to peer', 'sent bearer (secret) to peer'],
    ['Cookie: a=canary-5; session=canary-6', 'Cookie: (secret)'],
    ['https://x.example/?api_key=canary-7&page=2', 'https://x.example/?api_key=(secret)&page=2'],
    ['postgres://lupa:canary-8@db/x', 'postgres://lupa:(secret)@db/x'],
    ['salasana: canary-9', 'salasana: (secret)'],
    ['the password is canary-10', 'the password is (secret)'],
    ['jwt eyJhbGciOi.canary-11.sig', 'jwt (secret)'],
    ["new_password => 'canary 12'", 'new_password => (secret)'],
    ['q=password%3Dcanary-13&x=1', 'q=password%3D(secret)&x=1'],
    ['from 203.0.113.77 to 2001:db8:1234:5678::77', 'from (address) to (address)'],
  ];
  test.each(secrets)('%s', (line, wanted) => {
    const clean = cleaned(line);
    expect(clean).not.toMatch(/canary/);
    expect(clean.replaceAll('"(secret)', '(secret)')).toBe(wanted.replaceAll('"(secret)', '(secret)'));
    expect(cleaned(clean), 'again is harmless').toBe(clean);
  });
  test('are taken out whichever way a line comes; the rest of it stays', async () => {
    const { list, make, person, send, store, database } = await told();
    const whose = await person();
    const line = 'export 12 of project 7 finished; token=canary-secret; from 198.51.100.77';
    await make('service-logs', { person: whose, service: 'ELMAS', line, logged: '2026-11-22' });
    await send([{ person: whose, service: 'ELMAS', line }]);
    const clean = 'export 12 of project 7 finished; token=(secret); from (address)';
    expect(await list('service-logs', `person=${whose}`)).toMatchObject([{ line: clean }, { line: clean }]);
    const bytes = await heldBytes(store, database);
    expect(leaks([{ name: 'the file', bytes }], ['canary-secret', '198.51.100.77'])).toEqual([]);
  });
  test('are looked for in no time, whatever a line is made of', () => {
    const began = process.cpuUsage();
    for (const one of [
      'a',
      'password',
      "password='",
      'token is ',
      'eyJ-',
      '://a:',
      'bearer ',
      'cookie',
      ' ',
      'x-',
      '1:',
    ])
      cleaned(`password${one.repeat(2000)}`.slice(0, 2000));
    expect(workedSince(began)).toBeLessThan(500);
  });
  test('ordinary lines stay as they are', () => {
    for (const line of [
      'Started version 2.4.1 on Windows 11',
      'Opened the project "Pumppu 3" in 12 ms, 4 of 4',
    ])
      expect(cleaned(line)).toBe(line);
  });
});
