/** R60: whatever shows a person is written into the access log, with who, why and which fields, whichever call it was. */
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { sql } from '../../../collector/store/store.ts';
import { type Operation, operationsOf } from '../../support/api.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { callers, type Ids, sideOf } from '../../support/twoControllers.ts';

const collector = await testCollector();
const { needs, store, world } = collector;
const operations = await operationsOf(needs);
const side = await sideOf(collector, 'kanaria');
const { call } = callers(collector);
const draw = chance(60);
const latest: Ids = (folder) => side.ids.get(folder)?.at(-1);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const byName = new Map(operations.map((one) => [named(one), one]));
const entries = sql`
  select reason, fields from access_log
  where controller_id = :controller and person_id = :person and read_at >= :since`;

/** What shows ids of persons and is no reading of one. */
const others: Record<string, string> = {
  'GET /v1/access-log': 'the log of readings itself',
  'GET /v1/ledger': 'numbers of events, for those who watch',
  'POST /v1/persons/{id}/objection': 'the id that was sent, and the time',
};
/** Makes a row: it shows what was sent. */
const makes = ({ method, path }: Operation, status: number): boolean =>
  method === 'POST' && status === 201 && /^\/v1\/[\w-]+$/.test(path);

/** A new person, and a row of what the operation is about that is theirs. */
const prepare = async ({ path }: Operation): Promise<void> => {
  const steps = [
    'POST /v1/persons',
    'POST /v1/licences',
    'POST /s/{site}/activations',
    'POST /s/{site}/activations',
  ];
  for (const name of [...steps, `POST /v1/${path.split('/')[2]}`, 'GET /v1/misuse-flags']) {
    const one = byName.get(name);
    if (one) await call(one, side, draw, latest);
  }
};

const showing = new Set<string>();

test.each(
  operations
    .filter((one) => one.security === 'staff' && one.method !== 'DELETE' && !(named(one) in others))
    .map((one) => [named(one), one] as const),
)('%s', async (name, operation) => {
  for (let tries = 0; tries < 6; tries += 1) {
    await prepare(operation);
    world.pass(1000);
    const since = world.clock();
    const { status, text } = await call(operation, side, draw, latest, { learning: false });
    if (status >= 300 || makes(operation, status)) continue;
    const shown = (side.ids.get('persons') ?? []).filter((id) => text.includes(id));
    for (const id of shown) {
      showing.add(name);
      const values = { controller: side.number, person: fromUuid(id), since };
      const [entry] = await store.read<{ reason: string; fields: string }>(entries, values);
      expect(entry?.reason, text).toBe('kanaria asks');
      expect(entry?.fields).toMatch(/\w/);
    }
    if (shown.length > 0) return;
  }
});

test('the test has power: most calls about persons were seen to show one', () => {
  expect([...showing].filter((name) => /^GET .*\{id\}/.test(name)).length).toBeGreaterThan(8);
  expect([...showing].filter((name) => name.startsWith('PATCH')).length).toBeGreaterThan(6);
  expect([...showing].filter((name) => name.includes('/exports/')).length).toBeGreaterThan(8);
  expect([...showing]).toEqual(expect.arrayContaining(['POST /v1/lookups', 'GET /v1/persons/{id}/access']));
});
