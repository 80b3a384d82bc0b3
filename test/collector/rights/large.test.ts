/** R34, R57: a person of thousands of rows is answered and erased in full, and keeps nobody waiting. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { keepLines } from '../../../collector/register/logging.ts';
import { personalNouns } from '../../../collector/register/nouns/personal.ts';
import { accessAnswer } from '../../../collector/rights/access.ts';
import { erasePerson } from '../../../collector/rights/erasePerson.ts';
import { connect } from '../../../collector/store/connection.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { type Store, sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { fileTest } from '../../support/fileTest.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon } from '../../support/world.ts';

const collector = await testCollector();
const { post, siteSecret, store, world } = collector;
const { person } = customersOf(collector);
const left = sql`
  select (select count(*) from service_logs where controller_id = :controller and person_id = :person) as logs,
    (select count(*) from value_sources where controller_id = :controller and field = '*') as sources,
    (select count(*) from provenance where controller_id = :controller and source = 'service') as provenance`;

const manyVisits = sql`
  insert into visits (controller_id, visit_id, visitor_id, site_id, received, page)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < 450)
  select :controller, randomblob(16), :visitor, 1, 1000 + i / 250, '/page/' || i from n`;
const tied = sql`
  insert into ties (controller_id, tie_id, visitor_id, person_id, site_id, started, ended)
  values (:controller, :tie, :visitor, :person, 1, :started, :ended)`;
const manyReadings = sql`
  insert into access_log (controller_id, entry_id, staff_id, staff_controller_id, role, read_at, action, reason, fields, person_id,
    found)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < 450)
  select :controller, randomblob(16), 1, 1, 'support', 1000 + i / 250, 'look-up', 'reason ' || i, 'name', :person, 1 from n`;

/** How many statements each write had, as `act` is done. */
const writes = async (act: (by: Store) => Promise<unknown>): Promise<number[]> => {
  const sizes: number[] = [];
  await act({
    ...store,
    write: (statements, urgency) => {
      if (!('plan' in statements)) sizes.push(statements.length);
      return store.write(statements, urgency);
    },
  });
  return sizes;
};

/** How often everybody else had their turn meanwhile. */
const turns = async <Answer>(act: () => Promise<Answer>): Promise<[Answer, number]> => {
  let counted = 0;
  let on = true;
  const next = () => {
    counted += 1;
    if (on) setImmediate(next);
  };
  setImmediate(next);
  const answer = await act();
  on = false;
  return [answer, counted];
};

test('an access answer has every row, each with its source, and lets others have their turn', async () => {
  const one = await person();
  const lines = (many: number, from: number) =>
    Array.from({ length: many }, (_, n) => ({
      person: one,
      service: 'ELMAS',
      line: `line ${from + n}`,
      at: new Date(world.clock()).toISOString(),
    }));
  for (let from = 0; from < 3000; from += 500) {
    const sent = await post(
      '/s/test/service-logs',
      { v: 1, lines: lines(500, from) },
      { authorization: `Bearer ${siteSecret}` },
    );
    expect(await sent.json()).toEqual({ kept: 500, leftOut: [] });
  }
  const id = fromUuid(one);
  const [answer, counted] = await turns(() => accessAnswer(store, 1, id, world.clock()));
  const rows = answer?.register['service_logs'] ?? [];
  expect(new Set(rows.map((row) => (row as unknown as { line: string }).line)).size).toBe(3000);
  expect(rows.every(({ sources }) => sources[0]?.source === 'service')).toBe(true);
  expect(counted).toBeGreaterThan(3);

  // No write of an erasure is long either, and nothing is left.
  const actor = { controller: 1, home: 1, staff: null };
  const sizes = await writes((by) => erasePerson(by, world, actor, id));
  expect(Math.max(...sizes)).toBeLessThan(200);
  expect(await store.read(left, { controller: 1, person: id })).toEqual([
    { logs: 0, sources: 0, provenance: 0 },
  ]);
});

test('visits and readings of one moment are all there, each once, and none from outside a tie', async () => {
  const id = fromUuid(await person());
  const [visitor, other] = [new Uint8Array(16).fill(7), new Uint8Array(16).fill(8)];
  const at = { controller: 1, person: id };
  await store.write([
    statement(manyVisits, { controller: 1, visitor }),
    statement(manyVisits, { controller: 1, visitor: other }),
    statement(tied, { ...at, tie: visitor, visitor, started: 0, ended: null }),
    statement(tied, { ...at, tie: other, visitor: other, started: 1001, ended: 1002 }),
    statement(manyReadings, at),
  ]);
  const answer = await accessAnswer(store, 1, id, world.clock());
  const visits = answer?.visits ?? [];
  expect(visits.map(({ received }) => received)).toEqual(visits.map(({ received }) => received).sort());
  // Of the other visitor, those of 250 and later: the moment of the tie.
  expect(visits).toHaveLength(450 + 201);
  expect(new Set(visits.map((one) => one.id)).size).toBe(450 + 201);
  const reasons = (answer?.readings ?? []).map(({ reason }) => reason);
  expect(new Set(reasons.filter((one) => one.startsWith('reason '))).size).toBe(450);
  expect(reasons).toHaveLength(new Set(reasons).size);
});

test('many lines of a log at once are several writes, so that a decision need not wait for all', async () => {
  const one = await person();
  const lines = Array.from({ length: 500 }, (_, n) => ({
    person: one,
    service: 's',
    line: `${n}`,
    address: null,
    at: world.clock(),
  }));
  const sizes = await writes((by) => keepLines(by, world, 1, lines));
  expect(sizes.length).toBeGreaterThan(5);
  expect(Math.max(...sizes)).toBeLessThan(100);
});

fileTest('the rows of one person are found by the person, whatever page of them', async () => {
  const file = join(temporaryFolder(), 'plans.db');
  const opened = await openLibsql({ file, clock: () => noon });
  const libsql = connect({ file });
  for (const { table, ofPerson, reassign, remember } of personalNouns) {
    expect(remember !== undefined, `${table}: what a merge moves it remembers`).toBe(reassign !== undefined);
    if (!ofPerson) continue;
    expect(ofPerson.names, table).toEqual(expect.arrayContaining(['after', 'most']));
    const nothing = Object.fromEntries(ofPerson.names.map((name) => [name, null]));
    const plan = libsql.run({ ...ofPerson, text: `explain query plan ${ofPerson.text}` }, nothing);
    expect(JSON.stringify(plan), table).toMatch(/controller_id=\? AND person_id=\?/);
  }
  libsql.close();
  await opened.close();
});
