/** The night's maintenance: what was erased leaves no byte, what has outlived its retention goes (issue 4, item 5). */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { eventsAfter } from '../../../collector/ledger/events.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import { night } from '../../../collector/rights/night.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { Held } from '../../../shared/mine.ts';
import { type TestCollector, testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { signer } from '../../support/token.ts';
import { day } from '../../support/world.ts';

const granting = async ({ post, notice, world }: TestCollector, change: Partial<Decision> = {}) => {
  const now = world.clock();
  const decision = accepting(await notice(), {
    at: now,
    id: uuid(now),
    visitorKey: visitorKey(now),
    ...change,
  });
  const answer = await post('/s/test/decisions', decision);
  expect(answer.status).toBe(201);
  return { key: decision.visitorKey ?? '', decision };
};
const visit = async ({ post, world }: TestCollector, key: string, page: string) => {
  const id = uuid(world.clock());
  const answer = await post('/s/test/visits', { v: 1, id, visitorKey: key, page, referrer: '' });
  expect(answer.status).toBe(201);
  return id;
};
const held = async ({ post }: TestCollector, key: string) =>
  (await (await post('/s/test/mine', { v: 1, visitorKey: key })).json()) as Held;

/** What the database leaves on the disk. */
const bytes = (file: string): Buffer =>
  Buffer.concat(
    [file, `${file}-wal`, `${file}-shm`].flatMap((one) => (existsSync(one) ? [readFileSync(one)] : [])),
  );

test('no byte of what was erased stays in file, log or shared memory; before the night, some do', async () => {
  const collector = await testCollector();
  const { file, post, siteSecret, store, world } = collector;
  const sign = await signer(collector);
  const marks: Buffer[] = [];
  const kept: Buffer[] = [];
  for (let count = 0; count < 40; count++) {
    const { key } = await granting(collector);
    const visitor = visitorOf(key);
    const mine = [];
    for (let page = 0; page < 5; page++) {
      mine.push(
        fromUuid(await visit(collector, key, `/canary-${count}-${page}`)),
        Buffer.from(`/canary-${count}-${page}`),
      );
    }
    const registered = await post(
      '/s/test/registrations',
      { v: 1, email: `visitor${count}@example.fi`, name: 'Somebody', accountUse: 'own' },
      { authorization: `Bearer ${siteSecret}`, 'content-type': 'application/json' },
    );
    const { person } = (await registered.json()) as { person: string };
    const uuidOf = Buffer.from(visitor)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    await post('/s/test/ties', {
      v: 1,
      visitorKey: key,
      token: await sign({ sub: person, visitor: uuidOf }),
    });
    const [tied] = await store.read<{ tie: Uint8Array }>(
      sql`select tie_id as tie from ties where controller_id = :controller and visitor_id = :visitor`,
      { controller: 1, visitor },
    );
    // The ledger's rows of the tie name the person as text: nothing else does.
    mine.push(Buffer.from(tied?.tie ?? []), Buffer.from(`"person":"${person}"`));
    // Every second one is erased; the others are there to be found.
    if (count % 2) kept.push(...mine.map((one) => Buffer.from(one)));
    else {
      marks.push(...mine.map((one) => Buffer.from(one)));
      expect((await post('/s/test/mine/erase', { v: 1, visitorKey: key })).status).toBe(200);
    }
  }
  const found = (wanted: Buffer[], where: Buffer) => wanted.filter((mark) => where.includes(mark)).length;
  expect(marks).toHaveLength(20 * 12);
  expect(found(marks, bytes(file)), 'without the night, this search finds what was erased').toBeGreaterThan(
    0,
  );
  expect(found(kept, bytes(file)), 'the search has power').toBe(kept.length);
  const done = await night(store, world);
  expect(done.gone).toEqual({});
  expect(done.pause).toBeGreaterThan(0);
  expect(found(marks, bytes(file))).toBe(0);
  expect(found(kept, bytes(file)), 'nobody else lost anything').toBe(kept.length);
  expect((await night(store, world)).pause, 'nothing was erased since').toBeNull();
});

test('the proof is kept for its time, then blanked: no id, no text; a resend is answered as erased', async () => {
  const collector = await testCollector();
  const { file, post, store, world } = collector;
  const { key, decision } = await granting(collector);
  const other = await granting(collector);
  await post('/s/test/mine/erase', { v: 1, visitorKey: key });
  const marks = [Buffer.from(visitorOf(key)), Buffer.from(fromUuid(decision.id))];
  const written = marks.map((one) => Buffer.from(one.toString('base64url')));
  world.pass(729 * day);
  await night(store, world);
  expect((await held(collector, key)).decisions).toHaveLength(1);
  world.pass(day);
  // A look beforehand says which rows of the ledger it will be, page by page.
  const look = async (query: string) =>
    (await collector.call('administrator', 'GET', `/v1/retention/dry-run/ledger?limit=1${query}`)).body;
  const page = await look('');
  const rest = await look(`&after=${page.next}`);
  const numbers = [...page.items, ...rest.items].map((one) => Number.parseInt(String(one).slice(-12), 16));
  expect([numbers.length, rest.next]).toEqual([2, undefined]);
  expect((await night(store, world)).gone).toMatchObject({ ledger: 2 });
  const blank = (await eventsAfter(store, 1, 0, 1000)).filter(({ body }) => body === null);
  expect(blank.map(({ number }) => number)).toEqual(numbers.sort((one, other) => one - other));
  expect(await held(collector, key)).toMatchObject({ erased: null, decisions: [] });
  for (const mark of [...marks, ...written]) expect(bytes(file).includes(mark)).toBe(false);
  expect((await post('/s/test/decisions', decision)).status).toBe(410);
  expect((await held(collector, other.key)).decisions, "another's consent ended a year later").toHaveLength(
    1,
  );
  const rows = await eventsAfter(store, 1, 0, 1000);
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, place) => place + 1));
});

test('what was withdrawn or has run out goes as long after its end; what holds or is still proof stays', async () => {
  const collector = await testCollector();
  const { post, notice, store, world } = collector;
  const withdrawn = await granting(collector);
  const lapsed = await granting(collector);
  const renewed = await granting(collector);
  world.pass(day);
  const refusal = refusing(await notice(), {
    how: 'withdraw_all',
    visitorKey: withdrawn.key,
    sequence: 2,
    id: uuid(world.clock()),
  });
  expect((await post('/s/test/decisions', refusal)).status).toBe(201);
  world.pass(364 * day);
  await granting(collector, { visitorKey: renewed.key, sequence: 2 });
  const left = async () =>
    Promise.all(
      [withdrawn, lapsed, renewed].map(async ({ key }) => (await held(collector, key)).decisions.length),
    );
  world.pass(365 * day);
  await night(store, world);
  expect(await left()).toEqual([2, 1, 2]);
  world.pass(day); // 730 days after the withdrawal
  await night(store, world);
  expect(await left()).toEqual([0, 1, 2]);
  world.pass(364 * day); // 730 days after the other had run out
  await night(store, world);
  expect(await left()).toEqual([0, 0, 2]);
  world.pass(365 * day);
  await night(store, world);
  expect(await left()).toEqual([0, 0, 0]);
});

test('proof that moved on with a sign-out is blanked with what it proved', async () => {
  const collector = await testCollector();
  const { file, post, store, world } = collector;
  const { key } = await granting(collector);
  const next = visitorKey(world.clock());
  await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
  await post('/s/test/mine/erase', { v: 1, visitorKey: next });
  world.pass(730 * day);
  await night(store, world);
  expect((await held(collector, key)).decisions).toEqual([]);
  for (const one of [key, next]) {
    const id = Buffer.from(visitorOf(one));
    for (const mark of [id, Buffer.from(id.toString('base64url'))])
      expect(bytes(file).includes(mark)).toBe(false);
  }
});

test('visits go after the days that their purpose says, whatever time the browser has put into their ids', async () => {
  const collector = await testCollector();
  const { post, store, world } = collector;
  const { key } = await granting(collector);
  await visit(collector, key, '/old');
  const far = {
    v: 1,
    id: uuid(world.clock() + 5000 * day),
    visitorKey: key,
    page: '/from-the-future',
    referrer: '',
  };
  expect((await post('/s/test/visits', far)).status).toBe(201);
  world.pass(90 * day);
  await visit(collector, key, '/young');
  world.pass(91 * day);
  expect((await night(store, world)).gone).toMatchObject({ visits: 2 });
  expect((await held(collector, key)).visits.map(({ page }) => page)).toEqual(['/young']);
  // Where no visits are kept any more, none stay.
  const { visits: _, ...without } = testSettings();
  await collector.save(without);
  expect((await night(store, world)).gone).toMatchObject({ visits: 1 });
});

test('tokens that have expired leave no row', async () => {
  const collector = await testCollector();
  const { post, siteSecret, store, world } = collector;
  const sign = await signer(collector);
  const { key } = await granting(collector);
  const registered = await post(
    '/s/test/registrations',
    { v: 1, email: 'token@example.fi', name: 'Somebody', accountUse: 'own' },
    { authorization: `Bearer ${siteSecret}`, 'content-type': 'application/json' },
  );
  const { person } = (await registered.json()) as { person: string };
  const visitor = (await held(collector, key)).visitor;
  await post('/s/test/ties', { v: 1, visitorKey: key, token: await sign({ sub: person, visitor }) });
  const tokens = () =>
    store.read(sql`select tie_id from tie_tokens where controller_id = :controller`, { controller: 1 });
  await night(store, world);
  expect(await tokens()).toHaveLength(1);
  world.pass(6 * 60_000);
  await night(store, world);
  expect(await tokens()).toHaveLength(0);
});

test('idempotency keys are kept for a day', async () => {
  const { call, store, world } = await testCollector();
  const body = { name: 'Metsä Oy', source: { kind: 'person' } };
  await call('support', 'POST', '/v1/organisations', body, { 'idempotency-key': 'once' });
  const keys = () =>
    store.read(sql`select created from idempotency_keys where controller_id = :controller`, {
      controller: 1,
    });
  await night(store, world);
  expect(await keys()).toHaveLength(1);
  world.pass(day + 1);
  await night(store, world);
  expect(await keys()).toHaveLength(0);
});

test('an erasure that comes while the file is made anew is not forgotten', async () => {
  const collector = await testCollector();
  const { post, store, world } = collector;
  const [one, other] = [await granting(collector), await granting(collector)];
  await post('/s/test/mine/erase', { v: 1, visitorKey: one.key });
  const slow: Store = {
    ...store,
    maintain: async (task) => {
      const pause = await store.maintain(task);
      await post('/s/test/mine/erase', { v: 1, visitorKey: other.key });
      return pause;
    },
  };
  await night(slow, world);
  expect((await night(store, world)).pause).toBeGreaterThan(0);
  expect((await night(store, world)).pause).toBeNull();
});
