/** Reading statistics: counts of a site by day, month or altogether, from the sums that are there already. */
import { type Store, sql } from '../store/store.ts';
import { type Count, contents, type Dimension, day, type Measure, mostValues, other } from './count.ts';
import { reachedBy } from './marks.ts';
import { mergedGroups } from './merge.ts';
import { type Piece, piecesOf } from './pieces.ts';

export const steps = ['day', 'month', 'all'] as const;
export type Step = (typeof steps)[number];

const byDay = sql`
  select site_id as site, dimension, day, measure, purpose, terms, value, count from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = 'day'
    and day >= :from and day <= :to
  order by day, measure, purpose, terms, count desc, value`;
const together = sql`
  select measure, purpose, terms, value, cast(sum(count) as bigint) as count from counts
  where controller_id = :controller and site_id = :site and dimension = :dimension and span = :span
    and day >= :from and day <= :to
  group by measure, purpose, terms, value`;

export interface Range {
  controller: number;
  site: number;
  dimension: Dimension;
  /** Of this measure alone. */
  measure?: Measure | undefined;
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

type Sum = Pick<Count, 'measure' | 'purpose' | 'terms' | 'value' | 'count'>;

const dated = (on: number, length: 7 | 10): string => new Date(on * day).toISOString().slice(0, length);

/** Cells of single days; small ones of open days are merged. */
const daysOf = async (store: Store, { measure: _, ...range }: Range, isOpen: boolean): Promise<Count[]> => {
  const cells = await store.read<Count>(byDay, { ...range });
  if (!isOpen) return cells;
  return mergedGroups(cells).flatMap(({ cells: [first], shown }) =>
    shown.map((one) => ({ ...first, ...one })),
  );
};

const sumsOf = (store: Store, range: Range, piece: Piece): Promise<Sum[]> => {
  const { controller, site, dimension } = range;
  const { from, to } = piece;
  if (piece.kind === 'open') return daysOf(store, { ...range, from, to }, true);
  const span = piece.kind === 'month' ? 'month' : 'day';
  return store.read<Sum>(together, { controller, site, dimension, span, from, to });
};

const rowOf = (when: string | null, { measure, purpose, terms, value, count }: Sum): StatisticsRow => ({
  when,
  measure,
  purpose: purpose || null,
  terms: terms || null,
  value,
  count,
});

/** Rows with the same name are one. */
const collected = (parts: readonly { when: string | null; sums: readonly Sum[] }[]): StatisticsRow[] => {
  const rows = new Map<string, StatisticsRow>();
  for (const { when, sums } of parts)
    for (const sum of sums) {
      const name = `${when} ${sum.measure} ${sum.purpose} ${sum.terms} ${sum.value}`;
      const row = rows.get(name);
      if (row) row.count += sum.count;
      else rows.set(name, rowOf(when, sum));
    }
  return [...rows.values()];
};

const compare = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const inOrder = (one: StatisticsRow, other: StatisticsRow): number =>
  compare(one.when ?? '', other.when ?? '') ||
  compare(one.measure, other.measure) ||
  compare(one.purpose ?? '', other.purpose ?? '') ||
  (one.terms ?? 0) - (other.terms ?? 0) ||
  other.count - one.count ||
  compare(one.value, other.value);

/** Only so many values of a time and a measure, the most frequent: a month's pages may be others each day. In order. */
const bounded = (rows: readonly StatisticsRow[]): StatisticsRow[] => {
  const kept: StatisticsRow[] = [];
  let last = '';
  let many = 0;
  let rest: StatisticsRow | undefined;
  for (const row of rows) {
    const name = `${row.when} ${row.measure} ${row.purpose} ${row.terms}`;
    if (name !== last) {
      last = name;
      many = 0;
      rest = undefined;
    }
    if (row.value !== other) many += 1;
    if (row.value !== other && many <= mostValues) kept.push(row);
    else if (rest) rest.count += row.count;
    else {
      rest = { ...row, value: other };
      kept.push(rest);
    }
  }
  return kept;
};

/** The counts, in order of time, measure, purpose, terms, and the most frequent first. */
export const readStatistics = async (store: Store, range: Range, step: Step): Promise<StatisticsRow[]> => {
  const open = await reachedBy(store, range.controller, 'merged');
  const { measure } = range;
  const asked = <One extends Pick<Count, 'measure'>>(all: One[]): One[] =>
    measure === undefined ? all : all.filter((one) => one.measure === measure);
  const shown = (cells: Count[]) => asked(cells).map((cell) => rowOf(dated(cell.day, 10), cell));
  if (step === 'day') {
    const closed = await daysOf(store, { ...range, to: Math.min(range.to, open - 1) }, false);
    const merging = await daysOf(store, { ...range, from: Math.max(range.from, open) }, true);
    return [...shown(closed), ...shown(merging).sort(inOrder)];
  }
  const parts = await Promise.all(
    piecesOf(range.from, range.to, open).map(async (piece) => ({
      when: step === 'month' ? dated(piece.from, 7) : null,
      sums: await sumsOf(store, range, piece),
    })),
  );
  const rows = asked(collected(parts).sort(inOrder));
  return contents.some((one) => one === range.dimension) ? bounded(rows).sort(inOrder) : rows;
};
