/** Going through a ledger row by row: digests, leaves, the tiles and every signed head on the way. */
import type { Line, Reader } from '../../store/reader.ts';
import { tileOf } from '../heads.ts';
import { kinds } from '../kinds.ts';
import { tileWidth } from '../tiles.ts';
import type { Suspect } from './diagnose.ts';
import { type Finding, span, wasWere } from './findings.ts';
import { fits, gaps, misfit, tilesOfRows } from './line.ts';
import { type Hash, leafOf, type OnSubtree, type Stack, stack, toHash } from './stack.ts';

/** A head that the tree must pass through. */
export interface Mark {
  size: number;
  root: Hash;
  /** Whether it is a head of this database, and not one that is held elsewhere. */
  own: boolean;
  /** Told how the tree stood when it had this size. */
  passed(holds: boolean): void;
}

export interface Walked {
  rows: number;
  erased: number;
  suspects: Suspect[];
  /** Suspects beyond those: only counted. */
  more: number;
  missing: number[];
  findings: Finding[];
}

const batch = 2048;
const mostSuspects = 10_000;
/**
 * Walks the rows of a controller up to `sealed`, the size of the last head, against the tiles, and what waits behind it
 * for its digests alone. `marks` come in order of size.
 */
export const walk = async (
  reader: Reader,
  controller: number,
  sealed: number,
  last: number,
  marks: readonly Mark[],
): Promise<Walked> => {
  const found: Walked = { rows: 0, erased: 0, suspects: [], more: 0, missing: [], findings: [] };
  const upper = new Map<number, { index: number; hashes: Uint8Array }>();
  const badTiles = new Set<string>();
  /** Whether what is kept of a subtree is one of what was made of it: by the rows, or by the tiles beneath. */
  const check = async (level: number, index: number, made: readonly Hash[]): Promise<void> => {
    const place = Math.floor(index / tileWidth);
    let held = upper.get(level);
    if (held === undefined || held.index !== place) {
      held = { index: place, hashes: await tileOf(reader, controller, level, place) };
      upper.set(level, held);
    }
    const from = (index % tileWidth) * 32;
    if (!made.includes(toHash(held.hashes.subarray(from, from + 32))))
      badTiles.add(`level ${level}, number ${place}`);
  };
  const subtrees: [level: number, index: number, made: Hash][] = [];
  const onSubtree: OnSubtree = (level, index, made) => subtrees.push([level, index, made]);
  // What the rows say, and, from the first difference on, what the tiles say.
  let ofRows: Stack = stack(onSubtree);
  let ofTiles: Stack | undefined;
  let doubtful: Suspect[] = [];
  let lastGood = 0;
  let more = 0;
  let rewritten = false;
  let next = 0;

  const pass = (): void => {
    for (let mark = marks[next]; mark?.size === ofRows.size; mark = marks[++next]) {
      const byRows = ofRows.root() === mark.root;
      const byTiles = ofTiles?.root() === mark.root;
      mark.passed(byRows || byTiles);
      if (byRows && ofTiles) {
        // Signed is what the rows say: it was the tiles that were changed.
        if (doubtful.length > 0) badTiles.add(`level 0, numbers ${tilesOfRows(doubtful)}`);
        doubtful = [];
        more = 0;
        ofTiles = undefined;
      } else if (byTiles && ofTiles) {
        found.suspects.push(...doubtful);
        found.more += more;
        doubtful = [];
        more = 0;
        ofRows = ofTiles;
        ofTiles = undefined;
      } else if (mark.own && !byRows && !rewritten) {
        rewritten = true;
        const row = lastGood + 1;
        found.findings.push({
          wrong: 'rewritten',
          sentence: `${span(row, mark.size)} ${wasWere(row, mark.size)} rewritten after a checkpoint was signed: at ${mark.size} rows the tree is not the one in it.`,
        });
      }
      if (byRows || byTiles) lastGood = mark.size;
    }
  };

  const restOf = (line: Line): string => `${kinds[line[1]] ?? line[1]} ${line[2]} ${line[3]}`;

  /** Whether the row's own digest holds; says so where its leaf would not. */
  const digestOf = (line: Line): boolean => {
    const [number, , , digest, salt, body] = line;
    if (salt !== null && body !== null) return fits(digest, salt, body);
    if (salt === null && body === null) found.erased++;
    else {
      found.findings.push({
        wrong: 'changed',
        sentence: `Row ${number} was changed: erasing takes body and salt together, and only one of them is gone.`,
      });
    }
    return true;
  };

  for (let first = 1; first <= Math.max(last, sealed); first += batch) {
    const lines = await reader.lines(controller, first, first + batch - 1);
    let place = 0;
    for (let start = first; start < first + batch && start <= Math.max(last, sealed); start += tileWidth) {
      const index = Math.floor((start - 1) / tileWidth);
      const tile = start <= sealed ? await tileOf(reader, controller, 0, index) : undefined;
      const kept = tile && toHash(tile);
      for (let number = start; number < start + tileWidth; number++) {
        const line = lines[place];
        const isThere = line?.[0] === number;
        if (isThere) place++;
        while (lines[place]?.[0] === number) {
          found.findings.push({
            wrong: 'duplicated',
            sentence: `Row ${number} is a duplicate: it is there twice.`,
          });
          place++;
        }
        if (!isThere && number > Math.max(sealed, last)) break;
        if (!isThere) found.missing.push(number);
        else found.rows++;
        const digestFits = isThere ? digestOf(line) : true;
        if (number > sealed) {
          if (isThere && !digestFits) found.findings.push(misfit(number));
          continue;
        }
        const at = (number - start) * 32;
        const was = kept && kept.length >= at + 32 ? kept.slice(at, at + 32) : undefined;
        const rest = isThere ? restOf(line) : '';
        const leaf = isThere ? leafOf(`lupa ${controller} ${number} ${rest}`) : (was ?? leafOf(''));
        if (was === undefined) badTiles.add(`level 0, number ${index}`);
        if (isThere && !digestFits && leaf === was) found.findings.push(misfit(number));
        if (was !== undefined && was !== leaf) {
          ofTiles ??= ofRows.copy();
          if (isThere && doubtful.length < mostSuspects) doubtful.push({ number, rest, fits: digestFits });
          else if (isThere) more++;
        }
        ofRows.push(leaf);
        ofTiles?.push(was ?? leaf);
        if (marks[next]?.size === number) pass();
      }
      for (const [level, at] of subtrees) {
        const made = subtrees.filter((one) => one[0] === level && one[1] === at).map((one) => one[2]);
        await check(level, at, made);
      }
      subtrees.length = 0;
    }
  }
  // No head covers these: the tile is all there is to compare them with.
  found.suspects.push(...doubtful);
  found.more += more;
  for (const tile of rewritten ? [] : badTiles) {
    found.findings.push({
      wrong: 'tile',
      sentence: `The tile of ${tile} was changed or is missing: it is not what the rows give, which are as they were signed.`,
    });
  }
  found.findings.push(...gaps(found.missing));
  return found;
};
