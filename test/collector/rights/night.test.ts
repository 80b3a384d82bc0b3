/** The night's maintenance: what was erased leaves no byte, what has outlived its retention goes (issue 4, item 5). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fromUuid, toUuid } from '../../../collector/bytes.ts';
import { newId } from '../../../collector/ids.ts';
import { eventsAfter } from '../../../collector/ledger/events.ts';
import { kindNumber } from '../../../collector/ledger/kinds.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import { night } from '../../../collector/rights/night.ts';
import { type Database, openToRead } from '../../../collector/store/database.ts';
import { type Store, sql, statement } from '../../../collector/store/store.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { Held } from '../../../shared/mine.ts';
import { type TestCollector, testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { fileTest } from '../../support/fileTest.ts';
import { onPostgres } from '../../support/onPostgres.ts';
import { testSettings } from '../../support/site.ts';
import { temporaryFolder } from '../../support/temporary.ts';
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

fileTest(
  'no byte of what was erased stays in file, log or shared memory; before the night, some do',
  async () => {
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
  },
);

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

const oldPerson = sql`
  insert into persons (controller_id, person_id, name, created, version) values (:controller, :id, 'Vanha', :at, 1)`;
const oldRelationship = sql`
  insert into relationships (controller_id, relationship_id, person_id, contract, started, ended, created, version)
  values (:controller, :id, :person, 'C', :at, :at, :at, 1)`;
const oldLogs = sql`
  insert into service_logs (controller_id, log_id, person_id, service, line, logged, created, version)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < :many)
  select :controller, randomblob(16), :person, 'ELMAS', 'line ' || i, :at + i, :at, 1 from n`;
const holdAll = sql`
  insert into holds (controller_id, hold_id, person_id, law, reason, created, version)
  values (:controller, :id, :person, 'A claim', 'It is in court', :at, 1)`;
const leftOf = sql`
  select (select count(*) from persons where controller_id = :controller and erased is null) as persons,
    (select count(*) from persons where controller_id = :controller and erased is null and person_id = :held) as held,
    (select count(*) from relationships where controller_id = :controller) as relationships,
    (select count(*) from service_logs where controller_id = :controller) as logs,
    (select count(*) from service_logs where controller_id = :controller and person_id = :held) as "heldLogs"`;
const bodies = sql`select body from ledger where controller_id = :controller and kind = :kind order by number`;

/** A night in a process of its own; killed at the so-manieth write, else run to its end, of which it tells. */
const nightProcess = async (database: Database, now: number, killedAt = 0) => {
  const child = spawn(
    process.execPath,
    ['dist/test-thread/night.js', JSON.stringify(database), String(now), String(killedAt)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, last: JSON.parse(said || '{}') as Record<string, unknown> };
};

test('R43, R44: a night whose process is killed goes on: nothing held is gone, each row is counted once, nobody waits long', async () => {
  const { controller, database, file, restart, store, world } = await testCollector();
  const old = { clock: () => world.clock() - 900 * day, random: world.random };
  const by = { controller: controller.id, at: old.clock() };
  const [people, lines] = [300, 20];
  const ids = Array.from({ length: people }, () => newId(old));
  for (const person of ids)
    await store.write([
      statement(oldPerson, { ...by, id: person }),
      statement(oldRelationship, { ...by, id: newId(old), person }),
      statement(oldLogs, { ...by, person, many: lines }),
    ]);
  const held = ids[people / 2] as Uint8Array;
  await store.write([statement(holdAll, { ...by, id: newId(old), person: held })]);
  await restart();
  const copy = onPostgres ? database : { file: join(temporaryFolder(), 'night.db') };
  if ('file' in copy)
    for (const part of ['', '-wal']) if (existsSync(file + part)) cpSync(file + part, copy.file + part);
  const looked = async () => {
    const reader = await openToRead(copy);
    const [left] = await reader.read<Record<string, number>>(leftOf, { controller: controller.id, held });
    const events = async (kind: 'person-ended' | 'retention-run') => {
      const found = await reader.read<{ body: string }>(bodies, {
        controller: controller.id,
        kind: kindNumber(kind),
      });
      return found.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    };
    const told = {
      left: left ?? {},
      ended: await events('person-ended'),
      runs: await events('retention-run'),
    };
    await reader.close();
    return told;
  };

  // Among the logs, then twice among the persons, whose erasing is several writes each.
  for (const [at, among] of [
    [100, 'logs'],
    [180, 'persons'],
    [101, 'persons'],
  ] as const) {
    expect((await nightProcess(copy, world.clock(), at)).signal).toBe('SIGKILL');
    const { left, ended, runs } = await looked();
    expect(runs, 'told when it is over').toEqual([]);
    expect(left).toMatchObject({ held: 1, heldLogs: lines });
    expect(left[among], `killed among the ${among}`).toBeGreaterThan(among === 'logs' ? lines : 1);
    expect(left[among]).toBeLessThan(among === 'logs' ? people * lines : people);
    expect(ended.length + (left['persons'] ?? 0)).toBe(people);
  }
  const { code, last } = await nightProcess(copy, world.clock());
  expect(code).toBe(0);
  // In small writes, with turns for all else between: what one takes is the machine's matter, how late the others come is ours.
  expect(last['largest']).toBeLessThan(150);
  expect(last['late']).toBeLessThan(50);
  const { left, ended, runs } = await looked();
  expect(left).toEqual({ persons: 1, held: 1, relationships: 1, logs: lines, heldLogs: lines });
  expect(new Set(ended.map(({ person }) => person))).toEqual(
    new Set(ids.filter((one) => one !== held).map(toUuid)),
  );
  expect(ended).toHaveLength(people - 1);
  expect(runs).toEqual([
    {
      gone: {
        relationship: { persons: people - 1 },
        'service-logs': { service_logs: (people - 1) * lines },
      },
    },
  ]);
  // One more night finds nothing.
  expect((await nightProcess(copy, world.clock())).last['gone']).toEqual({});
  expect((await looked()).runs).toHaveLength(1);
});
