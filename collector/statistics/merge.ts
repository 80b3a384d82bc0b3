/** Small cells: what fewer people share than the least is merged into "other", for good once its day is over (R10). */
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { addCount, type Count, day, firstOfMonth, other } from './count.ts';
import { settling } from './decisions.ts';
import { moveMark, reachedBy } from './marks.ts';

/** A cell of fewer is not shown by itself. */
export const least = 10;

type Cell = Pick<Count, 'value' | 'count'>;

/**
 * The cells of one group, small ones merged. Where what was merged is itself small, the smallest of the rest joins it, so
 * that it cannot be found by subtraction; a group that is small as a whole is one "other".
 */
export const merged = <One extends Cell>(cells: readonly One[]): Cell[] => {
  const kept = cells
    .filter(({ value, count }) => value !== other && count >= least)
    .sort((one, another) => another.count - one.count || (one.value < another.value ? -1 : 1))
    .map(({ value, count }) => ({ value, count }));
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  let rest = total - kept.reduce((sum, { count }) => sum + count, 0);
  while (rest > 0 && rest < least && kept.length > 0) rest += kept.pop()?.count ?? 0;
  return rest > 0 ? [...kept, { value: other, count: rest }] : kept;
};

/** What cells must share to be of one group. */
export const groupOf = ({
  site,
  dimension,
  day: on,
  measure,
  purpose,
  terms,
}: Omit<Count, 'value' | 'count'>) => JSON.stringify([site, dimension, on, measure, purpose, terms]);

/** Cells by group, in the order of their first. */
export const grouped = <One extends Count>(counts: readonly One[]): One[][] => {
  const groups = new Map<string, One[]>();
  for (const one of counts) {
    const name = groupOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
};

const ofDays = sql`
  select site_id as site, dimension, day, measure, purpose, terms, value, count from counts
  where controller_id = :controller and span = 'day' and day >= :from and day < :to`;
const drop = sql`
  delete from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure = :measure and purpose = :purpose and terms = :terms`;

// Only of days that are over: what a month holds has been merged.
const addToMonth = sql`
  insert into counts (controller_id, site_id, dimension, span, day, measure, purpose, terms, value, count)
  select controller_id, site_id, dimension, 'month', :month, measure, purpose, terms, value, count
  from counts
  where controller_id = :controller and span = 'day' and day = :day
  on conflict (controller_id, site_id, dimension, span, day, measure, purpose, terms, value)
  do update set count = counts.count + excluded.count`;

const replaced = (controller: number, group: readonly Count[]): Statement[] => {
  const [first] = group;
  const now = merged(group);
  if (!first || now.length === group.length) return [];
  const { value: _value, count: _count, ...cell } = first;
  return [
    statement(drop, { controller, ...cell }),
    ...now.map((one) => addCount(controller, { ...cell, ...one })),
  ];
};

/** Days are over for statistics when nothing of them can still be waiting to be counted. */
const firstOpenDay = (now: number): number => Math.floor((now - 2 * settling) / day);

const nextDay = sql`
  select min(day) as day from counts where controller_id = :controller and span = 'day' and day >= :from and day < :to`;

/** Merges the small cells of the next day that is over and counted, for good; whether there may be more. */
export const mergeDay = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const from = await reachedBy(store, controller, 'merged');
  const open = firstOpenDay(now);
  if (open <= from) return false;
  const [next] = await store.read<{ day: number | null }>(nextDay, { controller, from, to: open });
  const on = next?.day ?? null;
  const to = on === null ? open : on + 1;
  const cells = on === null ? [] : await store.read<Count>(ofDays, { controller, from: on, to });
  await store.write(
    [
      moveMark(controller, 'merged', from, to),
      ...grouped(cells).flatMap((group) => replaced(controller, group)),
      ...(on === null ? [] : [statement(addToMonth, { controller, day: on, month: firstOfMonth(on) })]),
    ],
    'import',
  );
  return on !== null;
};
