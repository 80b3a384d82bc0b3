/** One row by itself: whether its body fits its digest, and what is said where rows are missing. */
import { hash } from 'node:crypto';
import { tileWidth } from '../tiles.ts';
import type { Suspect } from './diagnose.ts';
import { type Finding, isAre, span, wasWere } from './findings.ts';

const bytes = Buffer.alloc(4096);

/** Whether body and salt give the digest. */
export const fits = (digest: string, salt: string, body: string): boolean => {
  const most = 16 + body.length * 3;
  const into = most <= bytes.length ? bytes : Buffer.alloc(most);
  into.write(salt, 0, 'hex');
  return hash('sha256', into.subarray(0, 16 + into.write(body, 16, 'utf8')), 'hex') === digest;
};

export const misfit = (number: number): Finding => ({
  wrong: 'changed',
  sentence: `Row ${number} was changed: its body and salt do not give its digest.`,
});

/** Numbers of the tiles that rows stand in, a few. */
export const tilesOfRows = (rows: readonly Suspect[]): string =>
  [...new Set(rows.map(({ number }) => Math.floor((number - 1) / tileWidth)))].slice(0, 20).join(', ');

/** Runs of numbers without a row. */
export const gaps = (missing: readonly number[]): Finding[] => {
  const runs: [first: number, last: number][] = [];
  for (const number of missing) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => ({
    wrong: 'dropped',
    sentence: `${span(first, last)} ${wasWere(first, last)} dropped: the number${first === last ? '' : 's'} ${isAre(first, last)} missing.`,
  }));
};
