/** The bound of what a site's day may name: pages, referrers and events have values without end, disks have not. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { type Count, type Dimension, dimensions, mostValues, other } from './count.ts';
import { least } from './merge.ts';

const valuesOf = sql`
  select value, count from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure = 'events' and value <> 'other'`;
const addToOther = sql`
  insert into counts (controller_id, site_id, dimension, span, day, measure, purpose, terms, value, count)
  select controller_id, site_id, dimension, span, day, measure, purpose, terms, 'other', cast(sum(count) as bigint)
  from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure in ('events', 'page_views', 'sessions', 'visitors') and value in (
      select value from counts
      where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
        and measure = 'events' and value <> 'other' and count < :least)
  group by controller_id, site_id, dimension, span, day, measure, purpose, terms
  on conflict (controller_id, site_id, dimension, span, day, measure, purpose, terms, value)
  do update set count = counts.count + excluded.count`;
const dropSmall = sql`
  delete from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
    and measure in ('events', 'page_views', 'sessions', 'visitors') and value in (
      select value from counts
      where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day' and day = :day
        and measure = 'events' and value <> 'other' and count < :least)`;

/** A site's day in one dimension. */
type Place = Pick<Count, 'site' | 'day' | 'dimension'>;

/** The value, or "other". */
type Within = (dimension: Dimension, value: string) => string;

interface Known {
  place: Place;
  /** What was counted before, and how often. */
  before: ReadonlyMap<string, number>;
  values: Set<string>;
  /** Seen just now: these stay. */
  touched: Set<string>;
  folded: boolean;
}

const readKnown = async (store: Store, controller: number, place: Place): Promise<Known> => {
  const cells = await store.read<{ value: string; count: number }>(valuesOf, { controller, ...place });
  const before = new Map(cells.map(({ value, count }) => [value, count]));
  return { place, before, values: new Set(before.keys()), touched: new Set(), folded: false };
};

/**
 * Keeps the values of each day within their bound. Once it is full, what has come rarely so far makes room for what comes
 * now and is "other"; where nothing has come rarely, what comes now is. `folds` are the statements of that, to run first.
 */
export const bounds = (store: Store, controller: number) => {
  const days = new Map<string, Within>();
  const folds: Statement[] = [];
  const fold = (known: Known): void => {
    known.folded = true;
    for (const [value, count] of known.before)
      if (count < least && !known.touched.has(value)) known.values.delete(value);
    for (const one of [addToOther, dropSmall])
      folds.push(statement(one, { controller, ...known.place, least }));
  };
  const named = (known: Known, value: string): string => {
    const { values, touched } = known;
    if (!values.has(value)) {
      if (values.size >= mostValues && !known.folded) fold(known);
      if (values.size >= mostValues || value === other) return other;
      values.add(value);
    }
    touched.add(value);
    return value;
  };
  return {
    folds,
    /** What a site's day takes. */
    ofDay: async (site: number, day: number): Promise<Within> => {
      const name = `${site} ${day}`;
      const last = days.get(name);
      if (last) return last;
      const known = new Map<Dimension, Known>();
      for (const dimension of dimensions)
        known.set(dimension, await readKnown(store, controller, { site, day, dimension }));
      const within: Within = (dimension, value) => named(known.get(dimension) as Known, value);
      days.set(name, within);
      return within;
    },
  };
};
