/** What an owner is shown: tables of plain words, the same in the panel, in the console and as a value. English alone. */

/** One line of a table: what its columns say. */
export type Row = Record<string, string | number>;

/** `wrong`: which of the lines need the owner's attention. */
export interface Table {
  rows: Row[];
  wrong: Row[];
}

/** By the name that heads it. */
export type Report = Record<
  'standing' | 'held' | 'released' | 'requests' | 'stopped' | 'cookies' | 'guard' | 'violations',
  Table
>;

/** What each table is headed. */
export const titles: Record<keyof Report, string> = {
  standing: 'Where the visitor stands',
  requests: 'Requests to others',
  held: 'Held back',
  released: 'Let through, or never held',
  stopped: 'Stopped by the guard since this was opened',
  cookies: 'Cookies',
  guard: 'The guard',
  violations: 'Content Security Policy violations',
};

/** A table of lines, of which some are wrong. */
export const table = (lines: readonly (readonly [row: Row, wrong?: boolean])[]): Table => ({
  rows: lines.map(([row]) => row),
  wrong: lines.flatMap(([row, wrong]) => (wrong ? [row] : [])),
});
