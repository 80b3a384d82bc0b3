/** Days that are over and counted: their small cells are merged for good, added to their month, and nobody can be told any more. */
import { siteNumbers } from '../register/sites.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { addCount, type Count, type Dimension, day, dimensions, firstOfMonth } from './count.ts';
import { settling } from './decisions.ts';
import { markStands, moveMark, reachedBy } from './marks.ts';
import { type Group, mergedGroups } from './merge.ts';

const ofDay = sql`
  select site_id as site, dimension, day, measure, purpose, terms, value, count from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day`;
const drop = sql`
  delete from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure = :measure and purpose = :purpose and terms = :terms`;

// Only of days that are over: what a month holds has been merged.
const addToMonth = sql`
  insert into counts (controller_id, site_id, dimension, span, day, measure, purpose, terms, value, count)
  select controller_id, site_id, dimension, 'month', :month, measure, purpose, terms, value, count
  from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
  on conflict (controller_id, site_id, dimension, span, day, measure, purpose, terms, value)
  do update set count = counts.count + excluded.count`;

const nextDay = sql`
  select min(day) as day from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day'
    and day >= :from and day < :to`;

/** Days are over for statistics when nothing of them can still be waiting to be counted. */
const firstOpenDay = (now: number): number => Math.floor((now - 2 * settling) / day);

interface Place {
  controller: number;
  site: number;
  dimension: Dimension;
}

const placesOf = async (store: Store, controller: number): Promise<Place[]> =>
  (await siteNumbers(store, controller)).flatMap((site) =>
    dimensions.map((dimension) => ({ controller, site, dimension })),
  );

const firstDay = async (store: Store, places: readonly Place[], from: number, to: number) => {
  const days: number[] = [];
  for (const place of places) {
    const [found] = await store.read<{ day: number | null }>(nextDay, { ...place, from, to });
    if (found && found.day !== null) days.push(found.day);
  }
  return days.length === 0 ? undefined : Math.min(...days);
};

const replaced = (controller: number, { cells, shown }: Group): Statement[] => {
  // As many cells are not the same cells: a small one alone becomes one "other".
  if (
    shown.every((one) => cells.some(({ value, count }) => value === one.value && count === one.count)) &&
    shown.length === cells.length
  )
    return [];
  const { value: _value, count: _count, ...cell } = cells[0];
  return [
    statement(drop, { controller, ...cell }),
    ...shown.map((one) => addCount(controller, { ...cell, ...one })),
  ];
};

/** Merging one dimension of a site's day; again is harmless. */
const merging = async (store: Store, place: Place, on: number): Promise<Statement[]> =>
  mergedGroups(await store.read<Count>(ofDay, { ...place, day: on })).flatMap((group) =>
    replaced(place.controller, group),
  );

/**
 * Merges the small cells of the next day that is over and counted, one dimension of one site in a write, then closes it;
 * whether there may be more. Throws `Unmet` where another collector counts or closes meanwhile.
 */
export const mergeDay = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const from = await reachedBy(store, controller, 'merged');
  const open = firstOpenDay(now);
  if (open <= from) return false;
  const counted = await reachedBy(store, controller, 'events');
  const unmoved = markStands(controller, 'events', counted);
  const places = await placesOf(store, controller);
  const on = await firstDay(store, places, from, open);
  if (on === undefined) {
    await store.write([moveMark(controller, 'merged', from, open), unmoved], 'import');
    return false;
  }
  for (const place of places) {
    const merge = await merging(store, place, on);
    if (merge.length === 0) continue;
    await store.write([markStands(controller, 'merged', from), unmoved, ...merge], 'import');
    return true;
  }
  const month = firstOfMonth(on);
  await store.write(
    [
      moveMark(controller, 'merged', from, on + 1),
      unmoved,
      ...places.map((place) => statement(addToMonth, { ...place, day: on, month })),
    ],
    'import',
  );
  return true;
};
