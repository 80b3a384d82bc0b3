/** Small cells: what fewer people share than the least is merged into "other" (R10). */
import { type Count, eventMeasures, other, traits } from './count.ts';

/** A cell of fewer is not shown by itself. */
export const least = 10;

type Cell = Pick<Count, 'value' | 'count'>;

/**
 * The cells of one group, small ones merged, and those that `few` names. Where what was merged is itself small, the smallest of
 * the rest joins it, so that it cannot be found by subtraction; a group that is small as a whole is one "other".
 */
export const merged = <One extends Cell>(
  cells: readonly One[],
  few: (value: string) => boolean = () => false,
): Cell[] => {
  const kept = cells
    .filter(({ value, count }) => value !== other && count >= least && !few(value))
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
const grouped = (counts: readonly Count[]): [Count, ...Count[]][] => {
  const groups = new Map<string, [Count, ...Count[]]>();
  for (const one of counts) {
    const name = groupOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
};

/** A group of cells as it was counted, and as it may be shown. */
export interface Group {
  cells: readonly [Count, ...Count[]];
  shown: Cell[];
}

const isOfEvents = (measure: string): boolean => eventMeasures.some((one) => one === measure);
const isTrait = (dimension: string): boolean => traits.some((one) => one === dimension);

/**
 * All groups of some days, each merged. Events are many where visitors are few: of what a browser keeps over a day, a value
 * of events is shown only where enough visitors have it.
 */
export const mergedGroups = (counts: readonly Count[]): Group[] => {
  const groups = grouped(counts);
  const placeOf = (one: Count) => groupOf({ ...one, measure: 'visitors' });
  const shared = new Map(
    groups
      .filter(([{ measure }]) => measure === 'visitors')
      .map((cells) => [placeOf(cells[0]), new Set(merged(cells).map(({ value }) => value))]),
  );
  return groups.map((cells) => {
    const [first] = cells;
    if (!isOfEvents(first.measure) || !isTrait(first.dimension)) return { cells, shown: merged(cells) };
    const enough = shared.get(placeOf(first));
    return { cells, shown: merged(cells, (value) => !enough?.has(value)) };
  });
};
