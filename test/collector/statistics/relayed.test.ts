import { expect, test } from 'vitest';
import { rollUp } from '../../../collector/statistics/rollUp.ts';
import { sql } from '../../../collector/store/store.ts';
import { chance } from '../../support/chance.ts';
import { uuid } from '../../support/decision.ts';
import { pageView, relayed } from '../../support/relayed.ts';

const minute = 60_000;
const names = ['page_view', 'page_view', 'scroll', 'click', 'sign_up'];

const opened = async () => {
  const collector = await relayed();
  const { store, world, staff } = collector;
  return {
    ...collector,
    /** By value: counts of a measure. */
    counts: async (by: string, measure: string) => {
      const answer = await staff('marketing', `/v1/statistics?site=test&by=${by}&measure=${measure}`);
      const { rows } = (await answer.json()) as { rows: { value: string; count: number }[] };
      return Object.fromEntries(rows.map(({ value, count }) => [value, count]));
    },
    count: async () => {
      world.pass(minute);
      await rollUp(store, world);
    },
    read: (text: ReturnType<typeof sql>) => store.read(text, { controller: collector.controller.id }),
  };
};

const totalOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, one) => sum + one, 0);

test('the numbers are those that Google gets, whether an event is counted or sent first, or comes twice', async () => {
  const { google, relay, measure, granting, counts, count, read } = await opened();
  const random = chance(4);
  for (let visitor = 0; visitor < 12; visitor++) {
    const key = await granting();
    for (let batch = 0; batch < 3; batch++) {
      const events = Array.from({ length: 1 + random(6) }, () =>
        pageView({ id: uuid(), name: random.of(names), page: `/${random.of(['shop', 'basket', 'about'])}` }),
      );
      await measure(key, events);
      if (random(2) === 0) await measure(key, events);
      if (random(4) === 0) await relay.run('test');
      if (random(4) === 0) await count();
    }
  }
  await relay.run('test');
  await count();
  const sent: Record<string, number> = {};
  for (const body of google.bodies())
    for (const { name } of body['events'] as { name: string }[]) sent[name] = (sent[name] ?? 0) + 1;
  expect(totalOf(sent)).toBeGreaterThan(100);
  expect(await counts('event', 'events')).toEqual(sent);
  expect(totalOf(await counts('page', 'events'))).toBe(totalOf(sent));
  expect(totalOf(await counts('page', 'page_views'))).toBe(sent['page_view']);
  expect(await counts('country', 'visitors')).toEqual({ unknown: 12 });
  expect(await counts('country', 'sessions')).toEqual({ unknown: 36 });
  // Sent and counted: nothing of it is left.
  expect(
    await read(sql`select count(*) as kept from analytics_events where controller_id = :controller`),
  ).toEqual([{ kept: 0 }]);
});

test('GDPR 17: what an erased visitor did counts nowhere unless it was counted before, and nobody can tell that it was them', async () => {
  const { measure, granting, post, counts, count, read } = await opened();
  const hashes = async () =>
    (await read(sql`select visitor_hash from day_visitors where controller_id = :controller`)).length;
  const [early, late] = [await granting(), await granting()];
  const view = (key: string) => measure(key, [pageView()]);
  await view(early);
  await count();
  expect(await hashes()).toBe(1);
  await view(early);
  await view(late);
  for (const visitorKey of [early, late])
    expect((await post('/s/test/mine/erase', { v: 1, visitorKey })).status).toBe(200);
  expect(await hashes()).toBe(0);
  await count();
  expect(await counts('page', 'events')).toEqual({ other: 1 });
  expect(await counts('page', 'visitors')).toEqual({ other: 1 });
  expect(await hashes()).toBe(0);
});
