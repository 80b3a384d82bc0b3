/** Counting the relay's events: those not yet counted, a few at a time; in the write that counts them each is taken or marked. */
import { type DayVisitor, dayHash, isCounted, noteCounted } from '../register/dayVisitors.ts';
import { saltFor } from '../register/salts.ts';
import { must, type Statement, type Store, sql, statement, unlessFound } from '../store/store.ts';
import type { World } from '../world.ts';
import { bounds } from './bounds.ts';
import { addCount, type Count, dayOf, tally } from './count.ts';
import { bodyOf, measuresOf, valuesOf } from './eventCells.ts';
import { markStands, moveMark, reachedBy } from './marks.ts';

/** Events, and cells that they are counted in, in one go: the writer is held for a few milliseconds. */
const most = 100;
const mostCells = 400;

/** Milliseconds that an event is kept at least: one that a browser sends again is known by its id as long as it is kept. */
const kept = 60 * 1000;

const next = sql`
  select event_id as event, visitor_id as visitor, site_id as site, received, body from analytics_events
  where controller_id = :controller and counted = 0 and received <= :until
  order by received
  limit :most`;
const take = sql`
  delete from analytics_events
  where controller_id = :controller and visitor_id = :visitor and event_id = :event and counted = 0 and waits <> 1
  returning 1 as taken`;
const mark = sql`
  update analytics_events set counted = 1
  where controller_id = :controller and visitor_id = :visitor and event_id = :event and counted = 0
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
  rows.flatMap(({ event, visitor }, place) => [
    statement(take, { controller, visitor, event }),
    // What still waits to be sent stays for the sender, who deletes it.
    unlessFound(2 * place, must(statement(mark, { controller, visitor, event }))),
  ]);

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
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
): Promise<boolean> => {
  const counted = await reachedBy(store, controller, 'events');
  const open = await reachedBy(store, controller, 'merged');
  const found = await store.read<Row>(next, { controller, most, until: world.clock() - kept });
  if (found.length === 0) return false;
  const rows: Row[] = [];
  const { add, cells, size } = tally();
  const { folds, ofDay } = bounds(store, controller);
  const { isNew, noted } = newcomers(store, world, controller);
  for (const row of found) {
    if (size() >= mostCells) break;
    rows.push(row);
    const { site, visitor, received, body: text } = row;
    // Its own day may be over, merged and its salt destroyed: what comes too late counts on the first open day.
    const day = Math.max(dayOf(received), open);
    const body = bodyOf(text);
    const measures: Count['measure'][] = measuresOf(body);
    // A visitor counts with the values of the day's first event.
    if (await isNew(site, day, visitor)) measures.push('visitors');
    const within = await ofDay(site, day);
    for (const [dimension, named] of valuesOf(body)) {
      const value = within(dimension, named);
      for (const measure of measures) add({ site, dimension, day, measure, purpose: '', terms: 0, value });
    }
  }
  await store.write(
    [
      // First: its statements name each other by their place.
      ...taken(controller, rows),
      moveMark(controller, 'events', counted, counted + 1),
      markStands(controller, 'merged', open),
      ...noted.map(noteCounted),
      ...folds,
      ...cells().map((cell) => addCount(controller, cell)),
    ],
    'import',
  );
  return rows.length < found.length || found.length === most;
};
