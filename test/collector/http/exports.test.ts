/** Files of rows while they are sent: whoever may no longer have them gets no further page, and what is cut does not look whole. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, describe, expect, test } from 'vitest';
import { staffApp } from '../../../collector/http/staff.ts';
import { makingOf } from '../../../collector/register/making.ts';
import { personsNoun } from '../../../collector/register/nouns/persons.ts';
import { toColumns } from '../../../collector/register/wire.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, controller, faults, needs, world } = collector;
const pages = 3;
const rows = 500 * (pages - 1) + 1;

const noun = personsNoun(world);
/** As many persons as take three pages. */
const fill = (number: number) => {
  const actor = { controller: number, home: number, staff: null };
  return collector.store.write(
    Array.from({ length: rows }, (_, n) => {
      const row = toColumns(noun.fields, { name: `Rivi ${n}`, email: `row${n}@example.fi` });
      return makingOf(world, noun, actor, row, { kind: 'person' }, world.random(16));
    }).flat(),
  );
};
await fill(controller.id);
const permit = sql`
  insert into permissions (controller_id, permission_id, person_id, recipient, channel, purpose, basis, wording, evidence, since, created,
    version)
  select controller_id, person_id, person_id, 'consumer', 'email', 'newsletter', 'consent', 'Yes.', '{}', 1, 1, 1
  from persons where controller_id = :controller`;
await collector.store.write([{ sql: permit, values: { controller: controller.id } }]);

/** What happens when the first page has been read. */
let meanwhile: () => Promise<unknown> = async () => undefined;
/** What happens when the second page is read. */
let fails: () => Promise<unknown> = async () => undefined;
let reads = 0;
const watching: Store = {
  ...collector.store,
  read: async (asked, values) => {
    if (/from (usable_persons|permissions)/.test(asked.text) && 'after' in values) {
      reads += 1;
      if (reads === 2) await fails();
      const found = await collector.store.read<never>(asked, values);
      if (reads === 1) await meanwhile();
      return found;
    }
    return collector.store.read(asked, values);
  },
};
const app = staffApp({ ...needs, store: watching });
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
if (!server.listening) await once(server, 'listening');
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const desk = deskOf(collector);

const files = ['persons', 'audience?channel=email&purpose=newsletter'] as const;
/** Takes the file over a connection; `act` happens after its first page. */
const take = async (
  file: string,
  key: string,
  act: () => Promise<unknown> = async () => undefined,
  at = controller.id,
) => {
  reads = 0;
  meanwhile = act;
  // By Node's own client: the tests' `fetch` takes what is cut for whole where its connection is used once.
  const asked = get(`${url}/v1/exports/${file}`, {
    agent: false,
    headers: { authorization: `Bearer ${key}`, 'lupa-reason': 'a test', 'lupa-controller': String(at) },
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const text = async () => {
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString();
  };
  return { status: answer.statusCode, text };
};
/** A member of the marketing team and a key of theirs. */
const marketer = async () => {
  const { body: member } = await call('administrator', 'POST', '/v1/staff', { name: 'M', role: 'marketing' });
  await call('administrator', 'POST', `/v1/staff/${member.id}/commitment`, {});
  const asked = { name: 'k', staff: Number(member.id) };
  const { body } = await call('administrator', 'POST', '/v1/keys', asked);
  return { staff: member.id, id: body.id, key: String(body['key']) };
};

describe.each(files)('the file of %s', (file) => {
  test('is whole when nothing happens', async () => {
    const { key } = await marketer();
    const { status, text } = await take(file, key);
    expect(status).toBe(200);
    expect((await text()).trim().split('\r\n')).toHaveLength(rows + 1);
    expect(reads).toBe(pages);
  });
  test.each([
    ['the key ends', ({ id }) => call('administrator', 'POST', `/v1/keys/${id}/end`)],
    ['they leave', ({ staff }) => call('administrator', 'POST', `/v1/staff/${staff}/end`)],
    [
      'they get another role',
      ({ staff }) =>
        call('administrator', 'PATCH', `/v1/staff/${staff}`, { role: 'support' }, { 'if-match': '*' }),
    ],
    ['their commitment runs out', async () => world.pass(366 * day)],
  ] as [string, (who: Awaited<ReturnType<typeof marketer>>) => Promise<unknown>][])(
    'breaks off when %s, and is no fault',
    async (_what, act) => {
      const who = await marketer();
      const { status, text } = await take(file, who.key, () => act(who));
      expect(status).toBe(200);
      await expect(text()).rejects.toThrow();
      expect(reads, 'no further page').toBe(1);
      expect(faults).toEqual([]);
    },
  );
  test('breaks off when a page cannot be read: what is cut does not look whole', async () => {
    const { key } = await marketer();
    fails = async () => {
      throw new Error('the disk is gone');
    };
    const { text } = await take(file, key);
    await expect(text()).rejects.toThrow();
    expect(faults.splice(0).map(String)).toEqual(['Error: the disk is gone']);
    fails = async () => undefined;
  });
});

test('breaks off when the instruction on which it is taken is taken back', async () => {
  const { number, token } = await customerOf(collector, desk, 'Metsä Oy');
  const theirs = desk.as(token);
  const order = { givenBy: 'CEO', reference: 'contract 7', task: 'support', reach: 'read' };
  await fill(number);
  const { key } = await marketer();
  const refused = await take('persons', key, undefined, number);
  expect(refused.status).toBe(403);
  const { body } = await theirs('POST', '/v1/instructions', order);
  const whole = await take('persons', key, undefined, number);
  expect((await whole.text()).trim().split('\r\n')).toHaveLength(rows + 1);
  const act = () => theirs('POST', `/v1/instructions/${body.id}/revocation`);
  const { status, text } = await take('persons', key, act, number);
  expect(status).toBe(200);
  await expect(text()).rejects.toThrow();
  expect(faults).toEqual([]);
});

test('the file of licences holds what support sees of them, in both forms, and is not for marketing', async () => {
  const person = (await call('support', 'GET', '/v1/persons?limit=1')).body.items[0]?.['id'];
  const licence = { product: 'ELMAS', licenceKey: '=KEY-1', person, seats: 5, validFrom: '2026-01-01' };
  const source = { kind: 'person' };
  const { body } = await call('support', 'POST', '/v1/licences', { ...licence, source });
  const taken = async (query = '') => {
    const answer = await collector.staff('support', `/v1/exports/licences${query}`, undefined, {
      'lupa-reason': 'the yearly count',
    });
    return { type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const csv = await taken();
  expect(csv.type).toBe('text/csv; charset=utf-8');
  const [head = '', row = ''] = csv.text.trim().split('\r\n');
  expect(head).toMatch(/^\ufeff?id,version,product,licenceKey,/);
  expect(row).toContain(`${body.id},1,ELMAS,'=KEY-1,`);
  const { text } = await taken('?format=jsonl');
  expect(JSON.parse(text)).toMatchObject({ ...licence, id: body.id, validFrom: '2026-01-01T00:00:00.000Z' });
  expect((await call('marketing', 'GET', '/v1/exports/licences')).status).toBe(403);
  expect((await call('support', 'GET', '/v1/exports/licences?format=xml')).status).toBe(422);
  const access = await call('data_protection_officer', 'GET', `/v1/persons/${person}/access`);
  expect(JSON.stringify(access.body['readings'])).toContain('the yearly count');
});
