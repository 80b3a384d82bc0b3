import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { eraseDayVisitor } from '../../../collector/register/dayVisitors.ts';
import {
  contents,
  dayOf,
  dimensions,
  eventMeasures,
  mostValues,
} from '../../../collector/statistics/count.ts';
import { countEvents } from '../../../collector/statistics/events.ts';
import { rollUp } from '../../../collector/statistics/rollUp.ts';
import { type Store, sql, statement, Unmet } from '../../../collector/store/store.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { eventBody, type KeptEvent, keepEvents, keeping, keptEvent } from '../../support/events.ts';
import { day, noon } from '../../support/world.ts';

interface Row {
  when: string | null;
  measure: string;
  value: string;
  count: number;
}

const minute = 60_000;

const opened = async () => {
  const collector = await testCollector();
  const { store, staff, world } = collector;
  world.pass(2 * minute);
  const read = (text: ReturnType<typeof sql>) => store.read(text, { controller: 1 });
  const rows = async (query: string): Promise<Row[]> => {
    const answer = await staff('marketing', `/v1/statistics?site=test&${query}`);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return ((await answer.json()) as { rows: Row[] }).rows;
  };
  return {
    ...collector,
    rows,
    read,
    count: (by: Store = store) => rollUp(by, world),
    /** By time and measure, over all values. */
    sums: async (query: string) => {
      const sums: Record<string, number> = {};
      for (const { when, measure, count } of await rows(query)) {
        const name = `${when} ${measure}`;
        sums[name] = (sums[name] ?? 0) + count;
      }
      return sums;
    },
    left: () =>
      read(
        sql`select waits, counted, count(*) as many from analytics_events where controller_id = :controller
          group by waits, counted order by waits, counted`,
      ),
  };
};

const word = (random: ReturnType<typeof chance>, most: number) => `w${random(most)}`;

/** Some days of what visitors do, the same at every run, with odd ones among it. */
const busyDays = (seed: number, many: number): KeptEvent[] => {
  const random = chance(seed);
  const visitors = Array.from({ length: 60 }, () => randomBytes(16));
  const odd = [
    'no json',
    'null',
    '[]',
    '{"name":5e3}',
    JSON.stringify(eventBody({ name: 'other', language: 'unknown' })),
    JSON.stringify(eventBody({ name: 'a\0b\ud800', page: 'shop', referrer: '' })),
    JSON.stringify({ name: 'page_view', starts: true }),
  ];
  return Array.from({ length: many }, () =>
    keptEvent({
      visitor: random.of(visitors),
      received: noon - random(3) * day,
      waits: random(2),
      body:
        random(20) === 0
          ? random.of(odd)
          : {
              name: random.of(['page_view', 'page_view', 'scroll', 'click', word(random, 40)]),
              page: `https://shop.example/${word(random, 30)}?q=secret#x`,
              referrer: random.of([null, 'https://search.example', `https://${word(random, 50)}.example`]),
              language: random.of(['fi', 'fi', 'sv', 'en', null, 'se']),
              country: random.of(['FI', 'FI', 'SE', null]),
              browser: random.of(['Firefox', 'Chrome', 'Chrome', 'Odd']),
              device: random.of(['desktop', 'mobile']),
              screen: random.of(['1920x1080', '390x844', null]),
              starts: random(4) === 0,
            },
    }),
  );
};

/** What it must add up to, reckoned another way: by time and measure. */
const reckoned = (events: readonly KeptEvent[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  const add = (name: string) => {
    sums[name] = (sums[name] ?? 0) + 1;
  };
  const seen = new Set<string>();
  for (const { received, body, visitor } of events) {
    const when = new Date(received).toISOString().slice(0, 10);
    add(`${when} events`);
    if (body.includes('"name":"page_view"')) add(`${when} page_views`);
    if (body.includes('"starts":true')) add(`${when} sessions`);
    const who = `${when} ${Buffer.from(visitor).toString('hex')}`;
    if (!seen.has(who)) add(`${when} visitors`);
    seen.add(who);
  }
  return sums;
};

test('for each day the sums over any dimension are the same, and what really happened, before and after the day is over', async () => {
  const { store, world, count, sums } = await opened();
  const events = busyDays(5, 1500);
  await store.write(events.map(keeping));
  await count();
  const expected = reckoned(events);
  expect(Object.keys(expected)).toHaveLength(3 * eventMeasures.length);
  for (const dimension of dimensions) expect(await sums(`by=${dimension}`), dimension).toEqual(expected);
  world.pass(2 * day);
  await count();
  for (const dimension of dimensions) expect(await sums(`by=${dimension}`), dimension).toEqual(expected);
  const total = (measure: string) =>
    Object.entries(expected).reduce((sum, [name, one]) => sum + (name.endsWith(` ${measure}`) ? one : 0), 0);
  const all = Object.fromEntries(eventMeasures.map((measure) => [`null ${measure}`, total(measure)]));
  for (const dimension of dimensions) {
    expect(await sums(`by=${dimension}&step=all`), dimension).toEqual(all);
    for (const measure of eventMeasures)
      expect(await sums(`by=${dimension}&step=all&measure=${measure}`)).toEqual({
        [`null ${measure}`]: total(measure),
      });
  }
});

test('what is counted goes at once, what still waits to be sent stays marked, and counts no second time', async () => {
  const { store, count, sums, left } = await opened();
  await keepEvents(store, [
    ...Array.from({ length: 130 }, () => ({ received: noon, waits: 0 })),
    ...Array.from({ length: 140 }, () => ({ received: noon, waits: 1 })),
  ]);
  await count();
  expect(await left()).toEqual([{ waits: 1, counted: 1, many: 140 }]);
  await count();
  expect(await sums('by=page&measure=events')).toEqual({ '2026-11-22 events': 270 });
});

test('an event waits for a minute to be counted, so that one sent again is known by its id', async () => {
  const { store, world, count, sums, left } = await opened();
  const event = keptEvent({ received: world.clock() });
  await store.write([keeping(event)]);
  world.pass(minute - 1);
  await count();
  expect(await left()).toEqual([{ waits: 0, counted: 0, many: 1 }]);
  await expect(store.write([keeping(event)])).rejects.toThrow(/unique/i);
  world.pass(1);
  await count();
  expect(await left()).toEqual([]);
  expect(await sums('by=page&measure=events')).toEqual({ '2026-11-22 events': 1 });
});

test('nothing is counted twice or left out by several collectors at once', async () => {
  const collector = await opened();
  const { store, beside, count, sums } = collector;
  const other = await beside();
  afterAll(() => other.close());
  const events = busyDays(11, 1200);
  await store.write(events.map(keeping));
  // Who loses a race leaves off until the next time.
  for (let round = 0; round < 20; round++) await Promise.all([count(), count(other), count(), count(other)]);
  for (const dimension of ['page', 'language', 'event'])
    expect(await sums(`by=${dimension}`)).toEqual(reckoned(events));
});

test('nothing is counted twice or left out when the process ends before or after any of its writes', async () => {
  const { store, world, count, sums, left } = await opened();
  const events = busyDays(17, 700);
  await store.write(events.map(keeping));
  world.pass(2 * day);
  let writes = 0;
  /** Ends at its next write but `later`: before it, or after it took effect and before that was known. */
  const dying = (later: number, before: boolean): Store => ({
    ...store,
    write: async (statements, urgency) => {
      const last = later-- === 0;
      if (last && before) throw new Error('killed');
      const answered = await store.write(statements, urgency);
      writes += 1;
      if (last) throw new Error('killed');
      return answered;
    },
  });
  for (let round = 0; round < 60; round++)
    await count(dying(round % 3, round % 2 === 0)).catch((error: Error) =>
      expect(error.message).toBe('killed'),
    );
  expect(writes).toBeGreaterThan(20);
  await count();
  expect((await left()).filter((row) => row['counted'] === 0)).toEqual([]);
  for (const dimension of dimensions)
    expect(await sums(`by=${dimension}&step=all`)).toEqual({
      'null events': 700,
      'null page_views': events.filter(({ body }) => body.includes('"name":"page_view"')).length,
      'null sessions': events.filter(({ body }) => body.includes('"starts":true')).length,
      'null visitors': Object.entries(reckoned(events)).reduce(
        (sum, [name, one]) => sum + (name.endsWith('visitors') ? one : 0),
        0,
      ),
    });
});

test('an event that is erased between being read and being counted counts nowhere, and takes no other with it', async () => {
  const { store, count, sums } = await opened();
  const events = Array.from({ length: 20 }, () => keptEvent({ received: noon }));
  await store.write(events.map(keeping));
  const erase = statement(
    sql`delete from analytics_events where controller_id = :controller and visitor_id = :visitor`,
    { controller: 1, visitor: events[7]?.visitor ?? null },
  );
  let unmet = 0;
  const erasing: Store = {
    ...store,
    write: async (statements, urgency) => {
      await store.write([erase]);
      return store.write(statements, urgency).catch((error: unknown) => {
        if (error instanceof Unmet) unmet += 1;
        throw error;
      });
    },
  };
  // The first write makes the day's salt.
  await count();
  expect(await sums('by=page&measure=visitors')).toEqual({ '2026-11-22 visitors': 20 });
  await store.write(events.map((one) => keeping({ ...one, event: randomBytes(16) })));
  await count(erasing);
  expect(unmet).toBe(1);
  await count();
  expect(await sums('by=page&measure=events')).toEqual({ '2026-11-22 events': 39 });
});

test('CNIL (2): a visitor counts once a day and site, and when the day is over nobody can tell who was counted', async () => {
  const { store, world, count, sums, read } = await opened();
  const visitors = Array.from({ length: 450 }, () => randomBytes(16));
  const visit = () =>
    keepEvents(
      store,
      visitors.map((visitor) => ({ visitor, received: world.clock() - minute })),
    );
  const salts = () =>
    read(sql`select began, salt from analytics_salts where controller_id = :controller and kind = 'day'`);
  const hashes = () =>
    read(sql`select day, visitor_hash as hash from day_visitors where controller_id = :controller`);
  await visit();
  await count();
  await visit();
  await count();
  expect(await sums('by=page&measure=visitors')).toEqual({ '2026-11-22 visitors': 450 });
  const [first] = await salts();
  const kept = await hashes();
  expect(kept).toHaveLength(450);
  world.pass(day);
  await count();
  // No salt, no hash, in the tables; the night sees to the bytes.
  expect(await salts()).toEqual([]);
  expect(await hashes()).toEqual([]);
  expect(
    await read(sql`select 1 as noted from marks where controller_id = :controller and name = 'erased'`),
  ).toHaveLength(1);
  await visit();
  await count();
  expect(await sums('by=page&measure=visitors')).toEqual({
    '2026-11-22 visitors': 450,
    '2026-11-23 visitors': 450,
  });
  const [second] = await salts();
  expect(second?.['salt']).not.toEqual(first?.['salt']);
  // The same visitors, and nothing in common with the day before.
  const before = new Set(kept.map(({ hash }) => Buffer.from(hash as Uint8Array).toString('hex')));
  expect(
    (await hashes()).filter(({ hash }) => before.has(Buffer.from(hash as Uint8Array).toString('hex'))),
  ).toEqual([]);
});

test('a day is not over before all that came on it is counted; what comes later counts on the first open day', async () => {
  const { store, world, count, sums, read } = await opened();
  await keepEvents(store, [{ received: noon }]);
  world.pass(5 * day);
  await count();
  expect(await sums('by=page&measure=events')).toEqual({ '2026-11-22 events': 1 });
  const late = randomBytes(16);
  await keepEvents(store, [
    { received: noon, visitor: late },
    { received: noon + 5 * day, visitor: late },
  ]);
  await count();
  expect(await sums('by=page')).toMatchObject({
    '2026-11-22 events': 1,
    '2026-11-27 events': 2,
    '2026-11-27 visitors': 1,
  });
  expect(await read(sql`select began from analytics_salts where controller_id = :controller`)).toEqual([
    { began: dayOf(noon) + 5 },
  ]);
});

test('R10: a day is not closed over an event that another collector counts meanwhile', async () => {
  const { store, world, count, sums, read } = await opened();
  const fi = (many: number) => Array.from({ length: many }, () => ({ received: noon }));
  await keepEvents(store, fi(30));
  world.pass(2 * day);
  let came = 0;
  const closing: Store = {
    ...store,
    write: async (statements, urgency) => {
      const closes =
        Array.isArray(statements) &&
        statements.some(({ values }) => values['source'] === 'merged' && 'to' in values);
      if (closes && came++ === 0) {
        await keepEvents(store, [{ received: noon, body: { language: 'se' } }]);
        await countEvents(store, world, 1);
      }
      return store.write(statements, urgency);
    },
  };
  await count(closing);
  await count();
  expect(came).toBeGreaterThan(0);
  expect(await sums('by=language&measure=events')).toEqual({ '2026-11-22 events': 31 });
  expect(
    await read(
      sql`select distinct value from counts where controller_id = :controller and dimension = 'language'`,
    ),
  ).toEqual([{ value: 'other' }]);
});

test('GDPR 17: an erased visitor’s hash goes from the days that are open, and nobody else’s', async () => {
  const { store, count, read, sums } = await opened();
  const [erased, other] = [randomBytes(16), randomBytes(16)];
  const visit = () =>
    keepEvents(
      store,
      [erased, other].map((visitor) => ({ visitor, received: noon })),
    );
  const hashes = () => read(sql`select visitor_hash from day_visitors where controller_id = :controller`);
  await visit();
  await count();
  expect(await hashes()).toHaveLength(2);
  await store.write(await eraseDayVisitor(store, 1, erased));
  const left = await hashes();
  expect(left).toHaveLength(1);
  await store.write(await eraseDayVisitor(store, 1, erased));
  await store.write(await eraseDayVisitor(store, 2, other));
  expect(await hashes()).toEqual(left);
  // Who comes again is somebody new.
  await visit();
  await count();
  expect(await sums('by=page&measure=visitors')).toEqual({ '2026-11-22 visitors': 3 });
});

test('R10: a rare browser is not shown however much one visitor does; a page is, once it is seen often enough', async () => {
  const { store, world, count, rows } = await opened();
  const rare = randomBytes(16);
  await keepEvents(store, [
    ...Array.from({ length: 30 }, () => ({ received: noon, body: { page: 'https://shop.example/a' } })),
    ...Array.from({ length: 12 }, () => ({
      received: noon,
      body: { language: 'sv', page: 'https://shop.example/b' },
    })),
    ...Array.from({ length: 40 }, () => ({
      received: noon,
      visitor: rare,
      body: { language: 'se', browser: 'Odd', page: 'https://shop.example/c' },
    })),
    ...Array.from({ length: 9 }, () => ({
      received: noon,
      body: { language: 'en', page: 'https://shop.example/d' },
    })),
  ]);
  const shown = async (query: string) =>
    (await rows(query)).map(({ measure, value, count }) => `${measure} ${value} ${count}`);
  const check = async () => {
    expect(await shown('by=language&measure=visitors')).toEqual([
      'visitors fi 30',
      'visitors sv 12',
      'visitors other 10',
    ]);
    expect(await shown('by=language&measure=events')).toEqual([
      'events other 49',
      'events fi 30',
      'events sv 12',
    ]);
    // Of the rare browser's one visitor nothing is left to subtract.
    expect(await shown('by=browser&measure=page_views')).toEqual(['page_views other 91']);
    expect(await shown('by=page&measure=page_views')).toEqual([
      'page_views /c 40',
      'page_views /a 30',
      'page_views other 21',
    ]);
  };
  await count();
  await check();
  world.pass(2 * day);
  await count();
  await check();
});

test('R10: a value that too few visitors have is merged for good, also where as many cells are left as there were', async () => {
  const { store, rows, count, read, world } = await opened();
  const visitors = Array.from({ length: 50 }, () => randomBytes(16));
  // Each comes first by the one browser; what some do later by another makes a cell that no visitor stands for.
  const firsts = visitors.map((visitor, at) =>
    keptEvent({ visitor, received: noon + at, body: { name: 'page_view', browser: 'Chrome' } }),
  );
  const more = Array.from({ length: 20 }, (_, at) =>
    keptEvent({
      visitor: visitors[0] ?? randomBytes(16),
      received: noon + 1000 + at,
      body: { name: 'page_view', browser: 'Odd' },
    }),
  );
  await keepEvents(store, [...firsts, ...more]);
  await count();
  const shown = async () =>
    (await rows('by=browser&measure=events')).map(({ value, count: many }) => `${value} ${many}`).sort();
  const open = await shown();
  expect(open).toEqual(['Chrome 50', 'other 20']);
  world.pass(3 * day);
  await count();
  expect(await shown()).toEqual(open);
  expect(
    await read(sql`select value from counts where controller_id = :controller and value = 'Odd'`),
  ).toEqual([]);
});

test('a hostile visitor cannot fill the disk: so many values a day and dimension, the rest is "other"', async () => {
  const { store, world, count, read, rows, sums } = await opened();
  const many = 1100;
  await keepEvents(
    store,
    Array.from({ length: many }, (_, place) => ({
      received: noon,
      visitor: Buffer.alloc(16, 1),
      body: {
        name: `name_${place}`,
        page: `https://shop.example/${place}/${'x'.repeat(5000)}`,
        referrer: `https://r${place}.example`,
        language: `l${place}`,
        country: `c${place}`,
        browser: `b${place}`,
        screen: `s${place}`,
      },
    })),
  );
  await count();
  const most = await read(
    sql`select dimension, count(*) as cells, max(length(value)) as length from counts
      where controller_id = :controller and measure = 'events' group by dimension order by cells desc, dimension`,
  );
  expect(most).toHaveLength(dimensions.length);
  expect(Math.max(...most.map(({ cells }) => Number(cells)))).toBeLessThanOrEqual(mostValues + 1);
  expect(Math.max(...most.map(({ length }) => Number(length)))).toBe(200);
  for (const dimension of contents) {
    expect(await sums(`by=${dimension}&measure=events`)).toEqual({ '2026-11-22 events': many });
    expect(await rows(`by=${dimension}&measure=events`)).toMatchObject([{ value: 'other', count: many }]);
  }
  world.pass(2 * day);
  await count();
  expect(
    await read(
      sql`select count(*) as cells from counts where controller_id = :controller and measure = 'events'`,
    ),
  ).toEqual([{ cells: 2 * dimensions.length }]);
});

test('a page that comes late in a full day pushes out those that came rarely, but none that came often; the sums stay', async () => {
  const { store, count, rows, read, sums } = await opened();
  const visitor = randomBytes(16);
  let received = noon;
  const view = (name: string, times: number) =>
    Array.from({ length: times }, () => ({
      received: received++,
      visitor,
      body: { page: `https://shop.example/${name}`, starts: true },
    }));
  const many = (name: string, pages: number, times: number) =>
    Array.from({ length: pages }, (_, place) => view(`${name}${place}`, times)).flat();
  const cells = async () =>
    Number(
      (
        await read(
          sql`select count(*) as cells from counts
            where controller_id = :controller and dimension = 'page' and measure = 'events'`,
        )
      )[0]?.['cells'],
    );
  const shown = async () =>
    (await rows('by=page&measure=page_views')).map(({ value, count }) => `${value} ${count}`);
  await keepEvents(store, [...view('front', 25), ...many('rare', 400, 1)]);
  await count();
  await keepEvents(store, view('news', 50));
  await count();
  expect(await shown()).toEqual(['other 400', '/news 50', '/front 25']);
  // As many that come often as there is room for, and more.
  await keepEvents(store, many('often', mostValues + 10, 12));
  await count();
  await keepEvents(store, view('late', 60));
  await count();
  expect(await cells()).toBe(mostValues + 1);
  const [first, ...rest] = await shown();
  expect(first).toBe(`other ${400 + 60 + 12 * 12}`);
  expect(rest).toHaveLength(mostValues);
  const total = { '2026-11-22 events': 25 + 400 + 50 + 12 * (mostValues + 10) + 60 };
  for (const dimension of ['page', 'language']) {
    expect(await sums(`by=${dimension}&measure=events`)).toEqual(total);
    expect(await sums(`by=${dimension}&measure=sessions`)).toEqual({
      '2026-11-22 sessions': total['2026-11-22 events'],
    });
  }
});

test('of months only so many pages are told, the most frequent, and their sums stay', async () => {
  const { store, world, count, rows, sums } = await opened();
  const visitor = randomBytes(16);
  world.pass(3 * day);
  for (const back of [0, 1])
    await keepEvents(
      store,
      Array.from({ length: 1600 }, (_, place) => ({
        received: noon + back * day,
        visitor,
        body: { page: `https://shop.example/${back}/${Math.floor(place / 10)}` },
      })),
    );
  await count();
  const pages = await rows('by=page&step=month&measure=page_views');
  expect(pages).toHaveLength(mostValues + 1);
  expect(pages[0]).toMatchObject({ when: '2026-11', value: 'other', count: 200 });
  expect(await sums('by=page&step=month&measure=page_views')).toEqual({ '2026-11 page_views': 3200 });
});
