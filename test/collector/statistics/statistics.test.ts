import { expect, test } from 'vitest';
import { toUuid } from '../../../collector/bytes.ts';
import { newId } from '../../../collector/ids.ts';
import { listControllers } from '../../../collector/register/controllers.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import { addCount, dayOf } from '../../../collector/statistics/count.ts';
import { rollUp } from '../../../collector/statistics/rollUp.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import type { Decision } from '../../../shared/decision.ts';
import { type TestCollector, testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { day } from '../../support/world.ts';

const minute = 60_000;
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.7444.59 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

interface Row {
  when: string | null;
  measure: string;
  purpose: string | null;
  terms: number | null;
  value: string;
  count: number;
}

const of = (collector: TestCollector) => {
  const { post, staff, world, store } = collector;
  const decide = async (decision: Decision) => {
    const answer = await post('/s/test/decisions', decision);
    expect(answer.status, await answer.clone().text()).toBe(201);
    return decision;
  };
  return {
    decide,
    grant: async (userAgent = chrome) => {
      const decision = await decide(
        accepting(await collector.notice(), {
          id: uuid(world.clock()),
          visitorKey: visitorKey(world.clock()),
        }),
      );
      const answer = await post(
        '/s/test/visits',
        { v: 1, id: uuid(world.clock()), visitorKey: decision.visitorKey, page: '/', referrer: '' },
        { 'user-agent': userAgent, 'accept-language': 'fi' },
      );
      expect(answer.status).toBe(201);
      return decision;
    },
    refuse: async (language = 'fi') =>
      decide(refusing(await collector.notice(language), { id: uuid(world.clock()) })),
    count: () => rollUp(store, world),
    rows: async (query: string) => {
      const answer = await staff('marketing', `/v1/statistics?site=test&${query}`);
      expect(answer.status, await answer.clone().text()).toBe(200);
      return ((await answer.json()) as { rows: Row[] }).rows;
    },
  };
};
const times = async (count: number, what: () => Promise<unknown>) => {
  for (let each = 0; each < count; each++) await what();
};

test('R10: refusals are counted by purpose, terms, language and day, and by nothing else', async () => {
  const collector = await testCollector();
  const { refuse, count, rows } = of(collector);
  await times(12, () => refuse('fi'));
  await times(11, () => refuse('sv'));
  collector.world.pass(day);
  await count();
  const refused = { when: '2026-11-22', measure: 'refused', terms: 1 };
  expect(await rows('by=language')).toEqual(
    ['analytics', 'marketing'].flatMap((purpose) => [
      { ...refused, purpose, value: 'fi', count: 12 },
      { ...refused, purpose, value: 'sv', count: 11 },
    ]),
  );
  expect(await rows('by=browser')).toEqual([]);
  expect(await rows('by=country')).toEqual([]);
});

test('grants, withdrawals and visits are counted by browser and country, one dimension at a time', async () => {
  const collector = await testCollector();
  const { decide, grant, count, rows } = of(collector);
  const granted: Decision[] = [];
  await times(10, async () => granted.push(await grant(chrome)));
  await times(14, () => grant(firefox));
  const withdrawn = granted.map((one) => ({
    ...one,
    id: uuid(collector.world.clock()),
    sequence: 2,
    answers: { analytics: 'denied', marketing: 'denied' } as const,
    how: 'withdraw_all' as const,
  }));
  for (const one of withdrawn) await decide(one);
  collector.world.pass(day);
  await count();
  const by = (all: Row[], measure: string, purpose: string | null) =>
    all
      .filter((row) => row.measure === measure && row.purpose === purpose)
      .map(({ value, count }) => [value, count]);
  const browsers = await rows('by=browser&step=all');
  expect(by(browsers, 'granted', 'analytics')).toEqual([
    ['Firefox', 14],
    ['Chrome', 10],
  ]);
  expect(by(browsers, 'withdrawn', 'marketing')).toEqual([['Chrome', 10]]);
  expect(by(browsers, 'visited', null)).toEqual([
    ['Firefox', 14],
    ['Chrome', 10],
  ]);
  expect(by(await rows('by=country&step=month'), 'granted', 'analytics')).toEqual([['unknown', 24]]);
});

test('who denies with a key has withdrawn only what they had granted before', async () => {
  const collector = await testCollector();
  const { decide, count, rows } = of(collector);
  await times(10, async () => {
    const first = await decide(
      accepting(await collector.notice(), {
        id: uuid(),
        visitorKey: visitorKey(),
        answers: { analytics: 'granted', marketing: 'denied' },
        how: 'save',
      }),
    );
    await decide({
      ...first,
      id: uuid(),
      sequence: 2,
      answers: { analytics: 'denied', marketing: 'denied' },
      how: 'withdraw_all',
    });
  });
  collector.world.pass(day);
  await count();
  expect((await rows('by=language')).map(({ measure, purpose, count }) => [measure, purpose, count])).toEqual(
    [
      ['denied', 'marketing', 20],
      ['granted', 'analytics', 10],
      ['withdrawn', 'analytics', 10],
    ],
  );
});

test('R10: small cells are merged when they are read, and for good once their day is over', async () => {
  const collector = await testCollector();
  const { grant, count, rows } = of(collector);
  await times(25, () => grant(chrome));
  await times(3, () => grant(firefox));
  const shown = async () =>
    (await rows('by=browser'))
      .filter(({ measure }) => measure === 'visited')
      .map(({ value, count }) => [value, count]);
  collector.world.pass(11 * minute);
  await count();
  // Three alone would be found by subtraction: the rest joins them.
  expect(await shown()).toEqual([['other', 28]]);
  const stored = () =>
    collector.store.read<{ value: string }>(
      sql`select value from counts where controller_id = :controller and dimension = 'browser' and measure = 'visited'`,
      { controller: collector.controller.id },
    );
  expect((await stored()).map(({ value }) => value).sort()).toEqual(['Chrome', 'Firefox']);
  collector.world.pass(day);
  await count();
  // Of the day, and of its month.
  expect((await stored()).map(({ value }) => value)).toEqual(['other', 'other']);
  expect(await shown()).toEqual([['other', 28]]);
});

test('R10: a small cell that is alone in its day does not stand in the clear once the day is over', async () => {
  const collector = await testCollector();
  const { refuse, count, rows } = of(collector);
  await times(3, () => refuse('fi'));
  collector.world.pass(20 * minute);
  await count();
  const shown = async (step: string) =>
    (await rows(`by=language&step=${step}`)).map(({ value, count: many }) => [value, many]);
  const merged = [
    ['other', 3],
    ['other', 3],
  ];
  expect(await shown('day')).toEqual(merged);
  collector.world.pass(2 * day);
  await count();
  expect(await shown('day')).toEqual(merged);
  expect(await shown('month')).toEqual(merged);
  const kept = await collector.store.read<{ value: string }>(
    sql`select value from counts where controller_id = :controller and value <> 'other'`,
    { controller: collector.controller.id },
  );
  expect(kept).toEqual([]);
});

test('nothing is counted twice, by two at once or again, and what is young waits', async () => {
  const collector = await testCollector();
  const { refuse, count, rows } = of(collector);
  await times(300, () => refuse('fi'));
  await count();
  expect(await rows('by=language')).toEqual([]);
  collector.world.pass(11 * minute);
  await Promise.all([count(), count(), count()]);
  await count();
  expect((await rows('by=language')).map(({ count }) => count)).toEqual([300, 300]);
});

test('what has been erased before it was counted counts nowhere; what was counted stays', async () => {
  const collector = await testCollector();
  const { refuse, count, rows } = of(collector);
  await times(10, () => refuse('fi'));
  const blankAll = statement(
    sql`update ledger set body = null, salt = null where controller_id = :controller`,
    {
      controller: collector.controller.id,
    },
  );
  collector.world.pass(11 * minute);
  await count();
  await times(10, () => refuse('fi'));
  await collector.store.write([blankAll]);
  collector.world.pass(11 * minute);
  await count();
  expect((await rows('by=language')).map(({ count }) => count)).toEqual([10, 10]);
});

test('a question is told what is wrong with it, and another controller’s site is not found', async () => {
  const { staff } = await testCollector();
  const status = async (query: string) => (await staff('auditor', `/v1/statistics?${query}`)).status;
  expect(await status('')).toBe(404);
  expect(await status('site=nobody')).toBe(404);
  expect(await status('site=test&by=address')).toBe(422);
  expect(await status('site=test&step=week')).toBe(422);
  expect(await status('site=test&from=2026-02-30')).toBe(422);
  expect(await status('site=test&from=2026-11-23&to=2026-11-22')).toBe(422);
  expect(await status('site=test&from=1990-01-01')).toBe(422);
  expect(await status('site=test')).toBe(200);
});

test('no visitor, decision or address is in a count', async () => {
  const collector = await testCollector();
  const { grant, count } = of(collector);
  const one = await grant();
  collector.world.pass(day);
  await count();
  expect(await listControllers(collector.store)).toEqual([collector.controller.id]);
  const cells = JSON.stringify(
    await collector.store.read(sql`select * from counts where controller_id = :controller`, {
      controller: collector.controller.id,
    }),
  );
  expect(cells).toContain('visited');
  for (const mark of [
    one.id,
    one.visitorKey ?? '',
    toUuid(visitorOf(one.visitorKey ?? '')),
    '203.0.113',
    '142',
  ])
    expect(cells).not.toContain(mark);
  expect(toUuid(newId(collector.world))).not.toBe(one.id);
});

test('months, and all together, are the sums of their days, whichever of them are over', async () => {
  const collector = await testCollector();
  const { store, world, controller, rows } = { ...collector, ...of(collector) };
  const today = dayOf(world.clock());
  for (let back = 0; back < 120; back++)
    await store.write(
      ['Chrome', 'Firefox', 'Safari', 'Rare'].map((value, place) =>
        addCount(controller.id, {
          site: 1,
          dimension: 'browser',
          day: today - back,
          measure: 'visited',
          purpose: '',
          terms: 0,
          value,
          count: place === 3 ? 1 + (back % 12) : 10 + back * (place + 1),
        }),
      ),
    );
  await rollUp(store, world);
  const range = 'by=browser&from=2026-08-25&to=2026-11-22';
  const days = await rows(range);
  const summed = (length: number) => {
    const sums = new Map<string, number>();
    for (const { when, value, count } of days) {
      const name = `${when?.slice(0, length)} ${value}`;
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
    return [...sums].sort();
  };
  const asked = async (step: string) =>
    (await rows(`${range}&step=${step}`))
      .map(({ when, value, count }) => [`${when ?? ''} ${value}`, count])
      .sort();
  expect(days.length).toBeGreaterThan(250);
  expect(await asked('month')).toEqual(summed(7));
  expect(await asked('all')).toEqual(summed(0));
});

test('FACTS 5.7: the text of a refusal is blanked thirty days after it came, once it is counted; grants and envelopes stay', async () => {
  const collector = await testCollector();
  const { grant, refuse, count, rows } = of(collector);
  const { store, controller, world } = collector;
  await times(10, () => refuse('fi'));
  const granted = await grant();
  const kept = async () => {
    const all = await store.read<{ kind: number; body: string | null; salt: Uint8Array | null }>(
      sql`select kind, body, salt from ledger where controller_id = :controller order by number`,
      { controller: controller.id },
    );
    const ids = await store.read(sql`select number from decisions where controller_id = :controller`, {
      controller: controller.id,
    });
    const blank = all.filter(({ body, salt }) => body === null && salt === null).length;
    return { rows: all.length, blank, ids: ids.length };
  };
  world.pass(29 * day);
  await count();
  const before = await kept();
  expect(before).toMatchObject({ blank: 0, ids: 11 });
  world.pass(2 * day);
  await count();
  await count();
  expect(await kept()).toEqual({ rows: before.rows, blank: 10, ids: 1 });
  const when = 'by=language&from=2026-11-22&to=2026-11-22&step=all';
  expect((await rows(when)).filter(({ measure }) => measure === 'refused').map(({ count }) => count)).toEqual(
    [10, 10],
  );
  const again = await collector.post('/s/test/decisions', granted);
  expect(again.status).toBe(200);
});
