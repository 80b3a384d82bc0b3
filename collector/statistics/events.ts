/** Counting the relay's events: those not yet counted, a few at a time; in the write that counts them each is taken or marked. */
import { type DayVisitor, dayHash, isCounted, noteCounted } from '../register/dayVisitors.ts';
import { saltFor } from '../register/salts.ts';
import { must, type Statement, type Store, sql, statement, unlessFound } from '../store/store.ts';
import type { World } from '../world.ts';
import { addCount, type Count, type Dimension, dayOf, mostValues, other, tally } from './count.ts';
import { bodyOf, measuresOf, valuesOf } from './eventCells.ts';
import { markStands, moveMark, reachedBy } from './marks.ts';

/** Events in one go: the writer is held for a few milliseconds. */
const most = 100;

const next = sql`
  select event_id as event, visitor_id as visitor, site_id as site, received, body from analytics_events
  where controller_id = :controller and counted = 0
  order by received
  limit :most`;
const take = sql`
  delete from analytics_events
  where controller_id = :controller and event_id = :event and counted = 0 and waits = 0
  returning 1 as taken`;
const mark = sql`
  update analytics_events set counted = 1
  where controller_id = :controller and event_id = :event and counted = 0
  returning 1 as marked`;

interface Row {
  event: Uint8Array;
  visitor: Uint8Array;
  site: number;
  received: number;
  body: string;
}

/** Every event counts once: the whole write is refused where one of them was counted or erased meanwhile. */
const taken = (controller: number, rows: readonly Row[]): Statement[] =>
  rows.flatMap(({ event }, place) => [
    statement(take, { controller, event }),
    // What still waits to be sent stays for the sender, who deletes it.
    unlessFound(2 * place, must(statement(mark, { controller, event }))),
  ]);

const knownValues = sql`
  select value from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure = 'events'`;

/** Keeps the values of a site's day within their bound: "other" stands for what comes after the first of them. */
const bounds = (store: Store, controller: number) => {
  const known = new Map<string, Set<string>>();
  const valuesAt = async (site: number, dimension: Dimension, day: number): Promise<Set<string>> => {
    const name = `${site} ${dimension} ${day}`;
    const last = known.get(name);
    if (last) return last;
    const here = { controller, site, dimension, day };
    const cells = await store.read<{ value: string }>(knownValues, here);
    const values = new Set(cells.map(({ value }) => value).filter((value) => value !== other));
    known.set(name, values);
    return values;
  };
  return async (site: number, dimension: Dimension, day: number, value: string): Promise<string> => {
    const values = await valuesAt(site, dimension, day);
    if (values.has(value)) return value;
    if (values.size >= mostValues) return other;
    values.add(value);
    return value;
  };
};

/** Finds out who has not been seen on a day yet, and keeps their hashes to be noted. */
const newcomers = (store: Store, world: Pick<World, 'random'>, controller: number) => {
  const met = new Set<string>();
  const noted: DayVisitor[] = [];
  return {
    noted,
    isNew: async (site: number, day: number, visitor: Uint8Array): Promise<boolean> => {
      const name = `${site} ${day} ${Buffer.from(visitor).toString('latin1')}`;
      if (met.has(name)) return false;
      met.add(name);
      const salt = await saltFor(store, world, { controller, site }, 'day', day);
      const one = { controller, site, day, hash: dayHash(salt, visitor) };
      if (await isCounted(store, one)) return false;
      noted.push(one);
      return true;
    },
  };
};

/** Counts the next events; whether there may be more. Throws `Unmet` where another has counted or erased some of them. */
export const countEvents = async (
  store: Store,
  world: Pick<World, 'random'>,
  controller: number,
): Promise<boolean> => {
  const counted = await reachedBy(store, controller, 'events');
  const open = await reachedBy(store, controller, 'merged');
  const rows = await store.read<Row>(next, { controller, most });
  if (rows.length === 0) return false;
  const { add, cells } = tally();
  const within = bounds(store, controller);
  const { isNew, noted } = newcomers(store, world, controller);
  for (const { site, visitor, received, body: text } of rows) {
    // Its own day may be over, merged and its salt destroyed: what comes too late counts on the first open day.
    const day = Math.max(dayOf(received), open);
    const body = bodyOf(text);
    const measures: Count['measure'][] = measuresOf(body);
    // A visitor counts with the values of the day's first event.
    if (await isNew(site, day, visitor)) measures.push('visitors');
    for (const [dimension, value] of valuesOf(body)) {
      const kept = await within(site, dimension, day, value);
      for (const measure of measures)
        add({ site, dimension, day, measure, purpose: '', terms: 0, value: kept });
    }
  }
  await store.write(
    [
      // First: its statements name each other by their place.
      ...taken(controller, rows),
      moveMark(controller, 'events', counted, counted + 1),
      markStands(controller, 'merged', open),
      ...noted.map(noteCounted),
      ...cells().map((cell) => addCount(controller, cell)),
    ],
    'import',
  );
  return rows.length === most;
};
