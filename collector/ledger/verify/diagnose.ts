/** Naming what happened to rows that are not what was sealed: changed, forged, exchanged, copied, dropped or put in between. */
import { kinds } from '../kinds.ts';
import { type Finding, span, wasWere } from './findings.ts';
import { type Hash, leafOf } from './stack.ts';

/** A row that is not the leaf that was sealed in its place. */
export interface Suspect {
  number: number;
  /** The entry without the number: `kind received digest`. */
  rest: string;
  /** Whether its body and salt give its digest. */
  fits: boolean;
}

export interface Sealed {
  controller: number;
  /** The leaf that was sealed as this number; undefined beyond the tree. */
  leafAt(number: number): Promise<Hash | undefined>;
  /** Other rows with the same digest, a few. */
  withDigest(digest: string, number: number): Promise<number[]>;
}

/** So many suspects are compared with each other; the rest are only called changed. */
const most = 300;
const reach = 16;

/** Where the content of a row was sealed, if it was. */
const sourceOf = async (
  one: Suspect,
  suspects: readonly Suspect[],
  sealed: Sealed,
): Promise<number | undefined> => {
  const near = Array.from({ length: reach * 2 + 1 }, (_, place) => one.number - reach + place);
  const others = suspects.slice(0, most).map(({ number }) => number);
  const copied = await sealed.withDigest(one.rest.slice(-64), one.number);
  for (const number of new Set([...near, ...others, ...copied])) {
    if (number < 1 || number === one.number) continue;
    const leaf = leafOf(`lupa ${sealed.controller} ${number} ${one.rest}`);
    if ((await sealed.leafAt(number)) === leaf) return number;
  }
  return undefined;
};

const kindWas = async (
  { number, rest }: Suspect,
  { controller, leafAt }: Sealed,
): Promise<string | undefined> => {
  const [, time, digest] = rest.split(' ');
  const leaf = await leafAt(number);
  return kinds.find((kind) => leafOf(`lupa ${controller} ${number} ${kind} ${time} ${digest}`) === leaf);
};

const named = async (
  one: Suspect,
  source: number | undefined,
  taken: boolean,
  sealed: Sealed,
): Promise<Finding> => {
  const row = `Row ${one.number}`;
  if (source !== undefined && taken) {
    return {
      wrong: 'reordered',
      sentence: `${row} was reordered: it holds what was sealed as row ${source}.`,
    };
  }
  if (source !== undefined) {
    return { wrong: 'duplicated', sentence: `${row} is a duplicate: it holds a copy of row ${source}.` };
  }
  const kind = await kindWas(one, sealed);
  if (kind)
    return { wrong: 'changed', sentence: `${row} was changed: it was sealed as an event of kind "${kind}".` };
  return one.fits
    ? {
        wrong: 'forged',
        sentence: `${row} is forged: its body fits its digest, but its time or digest is not what was sealed.`,
      }
    : {
        wrong: 'changed',
        sentence: `${row} was changed: neither its digest nor its body is what was sealed.`,
      };
};

/** Rows in a row whose content was sealed equally many numbers further on, or back. */
const shifts = (sources: readonly { number: number; source: number | undefined }[]) => {
  const runs: { first: number; last: number; by: number }[] = [];
  for (const { number, source } of sources) {
    if (source === undefined) continue;
    const last = runs.at(-1);
    if (last && last.last === number - 1 && last.by === source - number) last.last = number;
    else runs.push({ first: number, last: number, by: source - number });
  }
  // Two that were exchanged are no shift.
  return runs.filter(({ first, last, by }) => last - first >= 2 && Math.abs(by) <= reach);
};

/**
 * A finding for each suspect, or for a run of them that were moved together. `missing` are numbers without a row; `more`
 * suspects are only counted.
 */
export const diagnose = async (
  suspects: readonly Suspect[],
  missing: readonly number[],
  sealed: Sealed,
  more = 0,
): Promise<Finding[]> => {
  const looked = suspects.slice(0, most);
  const sources: { number: number; source: number | undefined }[] = [];
  for (const one of looked)
    sources.push({ number: one.number, source: await sourceOf(one, suspects, sealed) });
  const runs = shifts(sources);
  const findings: Finding[] = runs.map(({ first, by }) => {
    const count = Math.abs(by);
    const moved = `from row ${first} on the ledger holds what was sealed ${count} ${by > 0 ? 'further on' : 'before'}.`;
    return by > 0
      ? {
          wrong: 'dropped',
          sentence: `${span(first, first + count - 1)} ${wasWere(1, count)} dropped: ${moved}`,
        }
      : {
          wrong: 'forged',
          sentence: `${span(first - count, first - 1)} ${wasWere(1, count)} forged and put in between: ${moved}`,
        };
  });
  const isMoved = (number: number) =>
    runs.some(({ first, last, by }) => number >= (by < 0 ? first + by : first) && number <= last);
  const gone = new Set([...suspects.map(({ number }) => number), ...missing]);
  for (const [place, one] of looked.entries()) {
    if (isMoved(one.number)) continue;
    const source = sources[place]?.source;
    findings.push(await named(one, source, source !== undefined && gone.has(source), sealed));
  }
  let unnamed = more;
  const by = runs.at(-1)?.by ?? 0;
  for (const { number, rest } of suspects.slice(most)) {
    const leaf = by === 0 ? '' : leafOf(`lupa ${sealed.controller} ${number + by} ${rest}`);
    if ((await sealed.leafAt(number + by)) !== leaf) unnamed++;
  }
  if (unnamed > 0) {
    findings.push({ wrong: 'changed', sentence: `${unnamed} more rows are not what was sealed.` });
  }
  return findings;
};
