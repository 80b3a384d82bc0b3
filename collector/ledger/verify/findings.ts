/** What verification found, as sentences that name the row. */

/** What is wrong, in one word each. */
export type Wrong =
  | 'changed'
  | 'dropped'
  | 'reordered'
  | 'duplicated'
  | 'forged'
  | 'rewritten'
  | 'tile'
  | 'checkpoint'
  | 'key'
  | 'epoch'
  | 'controller'
  | 'fork';

export interface Finding {
  wrong: Wrong;
  sentence: string;
}

export interface Verified {
  controller: number;
  origin: string | null;
  rows: number;
  /** Rows that the last checkpoint covers. */
  sealed: number;
  checkpoints: number;
  /** Rows whose body was erased: their digest stands for them. */
  erased: number;
  findings: Finding[];
  /** Checkpoints of an earlier epoch that is known to have lost them: forks that were declared. */
  declared: string[];
  /** What cannot be told, and why. */
  remarks: string[];
}

/** `5`, or `5 to 9`. */
export const span = (first: number, last: number): string =>
  first === last ? `Row ${first}` : `Rows ${first} to ${last}`;

export const isAre = (first: number, last: number): string => (first === last ? 'is' : 'are');
export const wasWere = (first: number, last: number): string => (first === last ? 'was' : 'were');

export const dayOf = (time: number): string => new Date(time).toISOString();
