/** A count: so many times something was decided or visited on a day, by one dimension; nobody is in it. */
import { type Statement, sql, statement } from '../store/store.ts';

/**
 * `refused`: without a visitor key, so by nobody. With one: `granted`; `denied`, who had not granted that purpose before;
 * `withdrawn`, who had. `visited`: visits kept.
 */
export const measures = ['refused', 'granted', 'denied', 'withdrawn', 'visited'] as const;
export type Measure = (typeof measures)[number];

/** One at a time: two together would single people out. Refusals and denials are counted by language alone. */
export const dimensions = ['language', 'browser', 'country'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Count {
  site: number;
  dimension: Dimension;
  /** Days since 1970-01-01, UTC. */
  day: number;
  measure: Measure;
  /** Empty for visits. */
  purpose: string;
  /** 0 for visits. */
  terms: number;
  value: string;
  count: number;
}

/** Milliseconds of a day; the days of statistics are those of UTC. */
export const day = 24 * 60 * 60 * 1000;

/** The day of a time. */
export const dayOf = (time: number): number => Math.floor(time / day);

/** The first day of a day's month, and of the month after it. */
export const firstOfMonth = (on: number, later = 0): number => {
  const date = new Date(on * day);
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1));
};

/** What nothing is known of, and what small cells are merged into. */
export const unknown = 'unknown';
export const other = 'other';

const add = sql`
  insert into counts (controller_id, site_id, dimension, span, day, measure, purpose, terms, value, count)
  values (:controller, :site, :dimension, 'day', :day, :measure, :purpose, :terms, :value, :count)
  on conflict (controller_id, site_id, dimension, span, day, measure, purpose, terms, value)
  do update set count = counts.count + excluded.count`;

/** Adds to what has been counted. */
export const addCount = (controller: number, count: Count): Statement =>
  statement(add, { controller, ...count });

/** A heap of counts: the same cell twice is one with the sum. */
export const tally = () => {
  const cells = new Map<string, Count>();
  return {
    add: (one: Omit<Count, 'count'>): void => {
      const name = JSON.stringify(Object.values(one));
      const cell = cells.get(name);
      if (cell) cell.count += 1;
      else cells.set(name, { ...one, count: 1 });
    },
    cells: (): Count[] => [...cells.values()],
  };
};
