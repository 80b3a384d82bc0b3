/** Reading statistics: counts of a site by day, month or altogether, small cells of open days merged as they are read. */
import { type Store, sql } from '../store/store.ts';
import { type Count, type Dimension, day } from './count.ts';
import { grouped, merged } from './merge.ts';

export const steps = ['day', 'month', 'all'] as const;
export type Step = (typeof steps)[number];

const ofSite = sql`
  select site_id as site, dimension, day, measure, purpose, terms, value, count from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension
    and day >= :from and day <= :to`;

export interface Range {
  controller: number;
  site: number;
  dimension: Dimension;
  /** First and last day, both counted. */
  from: number;
  to: number;
}

export interface StatisticsRow {
  /** `2026-11-22`, `2026-11`, or null for all days together. */
  when: string | null;
  measure: Count['measure'];
  purpose: string | null;
  terms: number | null;
  value: string;
  count: number;
}

const named = (on: number, step: Step): string | null => {
  if (step === 'all') return null;
  return new Date(on * day).toISOString().slice(0, step === 'day' ? 10 : 7);
};

/** The counts, in order of time, measure, purpose, terms, and the most frequent first. */
export const readStatistics = async (store: Store, range: Range, step: Step): Promise<StatisticsRow[]> => {
  const { controller, site, dimension, from, to } = range;
  const counts = await store.read<Count>(ofSite, { controller, site, dimension, from, to });
  const sums = new Map<string, StatisticsRow>();
  for (const group of grouped(counts)) {
    const [first] = group;
    if (!first) continue;
    const when = named(first.day, step);
    for (const { value, count } of merged(group)) {
      const name = JSON.stringify([when, first.measure, first.purpose, first.terms, value]);
      const sum = sums.get(name);
      if (sum) sum.count += count;
      else
        sums.set(name, {
          when,
          measure: first.measure,
          purpose: first.purpose || null,
          terms: first.terms || null,
          value,
          count,
        });
    }
  }
  const keyOf = (row: StatisticsRow) =>
    [row.when ?? '', row.measure, row.purpose ?? '', String(row.terms ?? 0).padStart(7, '0')].join(' ');
  return [...sums.values()].sort((one, another) => {
    const [a, b] = [keyOf(one), keyOf(another)];
    return a === b ? another.count - one.count : a < b ? -1 : 1;
  });
};
