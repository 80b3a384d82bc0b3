/** A count: so many times something was decided, visited or done on a day, by one dimension; nobody is in it. */
import { type Statement, sql, statement } from '../store/store.ts';

/**
 * `refused`: without a visitor key, so by nobody. With one: `granted`; `denied`, who had not granted that purpose before;
 * `withdrawn`, who had. `visited`: visits kept.
 */
const consentMeasures = ['refused', 'granted', 'denied', 'withdrawn', 'visited'] as const;
/** Of the relay's events: all of them; page views; sessions begun; visitors, each once a day. */
export const eventMeasures = ['events', 'page_views', 'sessions', 'visitors'] as const;
export const measures = [...consentMeasures, ...eventMeasures] as const;
export type Measure = (typeof measures)[number];

/** What a browser keeps over a day: who share such a value with few could be recognised by it. */
export const traits = ['language', 'browser', 'country', 'device', 'screen'] as const;
/** What changes from event to event, and takes values without end. */
export const contents = ['page', 'referrer', 'event'] as const;
/**
 * One at a time: two together would single people out. Refusals and denials are counted by language alone, decisions and
 * visits by language, browser and country.
 */
export const dimensions = [...traits, ...contents] as const;
export type Dimension = (typeof dimensions)[number];

export interface Count {
  site: number;
  dimension: Dimension;
  /** Days since 1970-01-01, UTC. */
  day: number;
  measure: Measure;
  /** Empty for visits and events. */
  purpose: string;
  /** 0 for visits and events. */
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

/** Different values of a dimension that a site may have on a day: what comes after them is counted as "other". */
export const mostValues = 300;

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
      const name = `${one.site}\n${one.dimension}\n${one.day}\n${one.measure}\n${one.purpose}\n${one.terms}\n${one.value}`;
      const cell = cells.get(name);
      if (cell) cell.count += 1;
      else cells.set(name, { ...one, count: 1 });
    },
    cells: (): Count[] => [...cells.values()],
    /** How many cells there are. */
    size: (): number => cells.size,
  };
};
