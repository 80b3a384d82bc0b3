/**
 * R63: every operation of the API's own description, called by an auditor: by the key of the audit, in a session, and by a
 * key made in that session.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { toUuid } from '../../../collector/bytes.ts';
import { dayOf, plusDays, startOf } from '../../../collector/calendar/day.ts';
import { sql } from '../../../collector/store/store.ts';
import { addressOf, type Operation, operationsOf } from '../../support/api.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { codeOf, deskOf, enrol, password } from '../../support/desk.ts';
import { type Answered, callers, type Ids, sideOf } from '../../support/twoControllers.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { world, store } = collector;
const desk = deskOf(collector);
const operations = (await operationsOf(collector.needs)).filter(({ security }) => security === 'staff');
const side = await sideOf(collector, 'kanaria');
const other = await sideOf(collector, 'toinen');
const { call, send, bodyOf, placesOf, headersOf } = callers(collector);
const draw = chance(63);
const latest: Ids = (folder) => side.ids.get(folder)?.at(-1);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const administrator = desk.as(side.keys.administrator);

/** POSTs that only read. */
const looking = /^POST \/v1\/(lookups|permissions\/check|audience.*)$/;
/** What is about the auditor alone: in a session they may, and nothing of the controller's changes. */
const own = /^(POST|PATCH|DELETE) \/v1\/(sign-out|self.*|keys.*)$/;
const isWriting = (one: Operation): boolean => one.method !== 'GET' && !looking.test(named(one));

const email = 'tiina@example.fi';
let secret = '';
let key = '';
let session = '';
let made = '';
let ends = 0;
let audit = '';

const ask = async (operation: Operation, token: string, more: object = {}): Promise<Answered> => {
  const { queries, method } = operation;
  const wanted = { limit: '500', channel: 'email', purpose: 'newsletter', site: side.site };
  const asked = Object.entries(wanted).filter(([name]) => queries.includes(name));
  const query = method === 'GET' ? Object.fromEntries(asked) : {};
  const address = addressOf(operation, placesOf(operation, side, latest), query);
  const headers = { ...headersOf(operation, side), authorization: `Bearer ${token}`, ...more };
  return send(operation, address, await bodyOf(operation, side, draw, latest), headers);
};

const logged = sql`
  select entry_id as id, action, reason, person_id as person from access_log where controller_id = :controller`;
const tables = [
  sql`select * from persons where controller_id = :controller`,
  sql`select * from staff where controller_id = :controller`,
  sql`select * from staff_keys where controller_id = :controller`,
  sql`select * from incidents where controller_id = :controller`,
  sql`select * from audits where controller_id = :controller`,
  sql`select * from requests where controller_id = :controller`,
  sql`select * from ledger where controller_id = :controller`,
];
const rows = async () =>
  JSON.stringify(
    await Promise.all(tables.map((table) => store.read<object>(table, { controller: side.number }))),
  );

const signIn = async (): Promise<string> => {
  const code = codeOf(secret, world.clock());
  const entry = { controller: side.number, email, password, code };
  return String((await desk.as(undefined)('POST', '/v1/sign-in', entry)).body['token']);
};

beforeAll(async () => {
  for (let turn = 0; turn < 3; turn += 1)
    for (const operation of operations)
      if (operation.method === 'POST' && /^\/v1\/[\w-]+$/.test(operation.path))
        if (!own.test(named(operation))) await call(operation, side, draw, latest);
  const visit = plusDays(dayOf(world.clock()), 0);
  const { body } = await administrator('POST', '/v1/audits', {
    kind: 'authority',
    auditor: 'Tietosuojavaltuutettu',
    scope: 'Everything.',
    reference: 'GDPR 58(1)',
    visit,
    days: 2,
  });
  audit = String(body['id']);
  ends = startOf(plusDays(visit, 2));
  const account = await administrator('POST', `/v1/audits/${audit}/auditors`, {
    name: 'Tiina Tarkastaja',
    committed: new Date(world.clock()).toISOString(),
  });
  key = String(account.body['key']);
  const staff = `/v1/staff/${account.body['staff']}`;
  expect((await administrator('PATCH', staff, { email }, { 'if-match': '*' })).status).toBe(200);
  const { body: enrolment } = await administrator('POST', `${staff}/enrolment`);
  secret = await enrol(desk, world, String(enrolment['token']));
  world.pass(60_000);
  session = await signIn();
  const longer = await desk.as(session)('POST', '/v1/keys', { name: 'longer', days: 300, reach: 'all' });
  made = String(longer.body['key']);
});

test('they have three ways in', async () => {
  for (const token of [key, session, made])
    expect((await desk.as(token)('GET', '/v1/ledger')).status).toBe(200);
  expect(side.ids.get('persons')?.length).toBeGreaterThan(0);
});

describe('changes nothing', () => {
  test.each(operations.filter(isWriting).map((one) => [named(one), one] as const))(
    '%s',
    async (name, operation) => {
      const before = await rows();
      for (const token of own.test(name) ? [key] : [key, session, made]) {
        const { status, body } = await ask(operation, token);
        expect([status, body['type']]).toEqual([403, expect.stringContaining('not-allowed')]);
      }
      expect(await rows()).toBe(before);
    },
  );
});

describe('reads at their own controller alone, and it is written down', () => {
  let read = 0;
  test.each(operations.filter((one) => !isWriting(one)).map((one) => [named(one), one] as const))(
    '%s',
    async (name, operation) => {
      const known = new Set(
        (await store.read<{ id: Uint8Array }>(logged, { controller: side.number })).map(({ id }) =>
          toUuid(id),
        ),
      );
      const { status, text } = await ask(operation, session);
      expect([200, 403, 404, 409, 422]).toContain(status);
      const entries = await store.read<{
        id: Uint8Array;
        action: string;
        reason: string;
        person: Uint8Array | null;
      }>(logged, { controller: side.number });
      const fresh = entries.filter(({ id }) => !known.has(toUuid(id)));
      if (status !== 403) {
        const action = name.replaceAll(/\{(\w+)\}/g, ':$1');
        expect(fresh.map((one) => one.action)).toContain(action);
        for (const { reason } of fresh) expect(reason).toBe('kanaria asks');
      }
      if (status === 200) {
        read += 1;
        // Whoever is in the answer is in the log; logs of ids are no reading of persons.
        const shown = (side.ids.get('persons') ?? []).filter((id) => text.includes(id));
        const persons = new Set(fresh.map(({ person }) => person && toUuid(person)));
        if (!/access-log|ledger|readings|evidence/.test(name))
          expect(shown.filter((id) => !persons.has(id))).toEqual([]);
      }
      for (const number of [other.number, 1, 4711]) {
        const there = await ask(operation, session, { 'lupa-controller': String(number) });
        // Before anything of it is looked at; 403 where their role is refused already.
        expect(status === 403 ? [403, 404] : [404]).toContain(there.status);
        expect(there.text.toLowerCase()).not.toContain(other.mark);
      }
    },
  );
  test('of most operations there was something to see', () => expect(read).toBeGreaterThan(30));
});

test('the customer is shown all that they read', async () => {
  const actions = new Set<string>();
  let next: string | undefined;
  do {
    const after = next ? `&after=${next}` : '';
    const { body } = await administrator('GET', `/v1/audits/${audit}/readings?limit=100${after}`);
    for (const { action } of body.items) actions.add(String(action));
    next = body['next'] as string | undefined;
  } while (next !== undefined);
  expect(actions).toContain('POST /v1/lookups');
  expect(actions.size).toBeGreaterThan(30);
});

test('at the end nothing answers any more: no operation, by none of the three ways, also after a restart', async () => {
  // A session that began so late would last for hours.
  world.pass(ends - world.clock() - 20 * 60_000);
  session = await signIn();
  world.pass(20 * 60_000 - 1);
  for (const token of [key, session, made])
    expect((await desk.as(token)('GET', '/v1/ledger')).status).toBe(200);
  world.pass(1);
  for (const operation of operations)
    for (const token of [key, session, made])
      expect((await ask(operation, token)).status, named(operation)).toBe(401);
  const again = await collector.beside();
  const restarted = deskOf({ ...collector, needs: { ...collector.needs, store: again } });
  world.pass(day);
  for (const token of [key, session, made])
    expect((await restarted.as(token)('GET', '/v1/ledger')).status).toBe(401);
  await again.close();
});
