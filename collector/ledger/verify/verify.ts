/** `lupa verify`: a whole ledger against its digests, its tree, its signed heads, and checkpoints that are held elsewhere. */
import type { Reader } from '../../store/reader.ts';
import { sql } from '../../store/store.ts';
import { controllersOf, epochsOf, type SealKey, sealKeysOf, tileOf } from '../heads.ts';
import { tileWidth } from '../tiles.ts';
import { diagnose } from './diagnose.ts';
import type { Finding, Verified } from './findings.ts';
import { faultOf, headsOf, standing } from './heads.ts';
import { type Held, isHeldOf, weigh } from './held.ts';
import { type Mark, walk } from './rows.ts';
import { toHash } from './stack.ts';

export interface Options {
  /** Checkpoints from elsewhere. */
  held?: readonly Held[];
  /** The public key (32 bytes) that signs now, from outside the database: without one, its own list is believed. */
  trusted?: Uint8Array;
}

const lastNumber = sql`
  select coalesce(max(number), 0) as last from ledger where controller_id = :controller`;
const sameDigest = sql`
  select number from ledger
  where controller_id = :controller and digest = :digest and number <> :number
  order by number
  limit 5`;

/** The leaf that was sealed as a number; the tile read last is kept at hand. */
const leavesIn = (reader: Reader, controller: number, sealed: number) => {
  let at = -1;
  let tile: Uint8Array = new Uint8Array(0);
  return async (number: number) => {
    if (number < 1 || number > sealed) return undefined;
    const index = Math.floor((number - 1) / tileWidth);
    if (index !== at) tile = await tileOf(reader, controller, 0, index);
    at = index;
    const from = ((number - 1) % tileWidth) * 32;
    return tile.length >= from + 32 ? toHash(tile.subarray(from, from + 32)) : undefined;
  };
};

const trustOf = (keys: readonly SealKey[], trusted: Uint8Array | undefined): Finding[] => {
  const current = keys.at(-1);
  if (!trusted || !current || Buffer.compare(current.publicKey, trusted) === 0) return [];
  return [
    {
      wrong: 'key',
      sentence: 'The key in force is forged: it is not the one that was given, or that lies beside the data.',
    },
  ];
};

/** One controller's ledger. */
export const verifyLedger = async (
  reader: Reader,
  controller: number,
  { held = [], trusted }: Options = {},
): Promise<Verified> => {
  const [epochs, keys] = [await epochsOf(reader, controller), await sealKeysOf(reader, controller)];
  const heads = await headsOf(reader, controller);
  const [found] = await reader.read<{ last: number }>(lastNumber, { controller });
  const sealed = heads.at(-1)?.size ?? 0;
  const findings = [...trustOf(keys, trusted), ...(await standing(reader, controller, epochs, keys))];
  const declared: string[] = [];
  const marks: Mark[] = [];
  for (const head of heads) {
    const fault = faultOf(head, epochs, keys);
    if (fault) findings.push(fault);
    else marks.push({ size: head.size, root: toHash(head.root), own: true, passed: () => {} });
  }
  const outcomes = held.map((one) => weigh(one, epochs, keys, heads));
  marks.push(...outcomes.flatMap((one) => one.marks));
  marks.sort((one, other) => one.size - other.size);
  const walked = await walk(reader, controller, sealed, found?.last ?? 0, marks);
  findings.push(...walked.findings);
  findings.push(
    ...(await diagnose(
      walked.suspects,
      walked.missing,
      {
        controller,
        leafAt: leavesIn(reader, controller, sealed),
        withDigest: async (digest, number) =>
          (
            await reader.read<{ number: number }>(sameDigest, {
              controller,
              digest: Buffer.from(digest, 'hex'),
              number,
            })
          ).map((row) => row.number),
      },
      walked.more,
    )),
  );
  for (const outcome of outcomes) {
    findings.push(...outcome.findings);
    declared.push(...outcome.declared);
  }
  const remarks: string[] = [];
  const waiting = (found?.last ?? 0) - sealed;
  if (waiting > 0)
    remarks.push(`${waiting} rows wait to be sealed: until then only their digests can be checked.`);
  if (!trusted && heads.length > 0) {
    remarks.push(
      'No key was given from outside the database: signatures are checked with the keys that it lists itself.',
    );
  }
  if (held.length === 0 && heads.length > 0) {
    remarks.push(
      'No checkpoint from elsewhere was given: that the newest rows were all dropped cannot be told.',
    );
  }
  return {
    controller,
    origin: epochs.at(-1)?.origin ?? null,
    rows: walked.rows,
    sealed,
    checkpoints: heads.length,
    erased: walked.erased,
    findings,
    declared,
    remarks,
  };
};

// From one controller to the next by the key: the rows between are not read.
const nextController = sql`
  select min(controller_id) as next from ledger where controller_id > :controller`;

/** Controllers that have rows in the ledger, and are not among those that the collector knows. */
const strangersIn = async (reader: Reader, known: readonly number[]): Promise<number[]> => {
  const found: number[] = [];
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const [row] = await reader.read<{ next: number | null }>(nextController, { controller: after });
    if (typeof row?.next !== 'number') return found.filter((one) => !known.includes(one));
    found.push(row.next);
    after = row.next;
  }
};

/** Every ledger in the database. A held checkpoint that is of none of them is a finding of the first. */
export const verifyAll = async (
  reader: Reader,
  { held = [], trusted }: Options = {},
): Promise<Verified[]> => {
  const results: Verified[] = [];
  const unclaimed = new Set(held);
  const known = await controllersOf(reader);
  const strangers = await strangersIn(reader, known);
  for (const controller of [...known, ...strangers]) {
    const epochs = await epochsOf(reader, controller);
    const own = held.filter((one) => isHeldOf(one, epochs));
    for (const one of own) unclaimed.delete(one);
    const result = await verifyLedger(reader, controller, { held: own, ...(trusted && { trusted }) });
    if (strangers.includes(controller))
      result.findings.push({
        wrong: 'controller',
        sentence: `The rows of controller ${controller} are forged, or moved: there is no such controller.`,
      });
    results.push(result);
  }
  for (const { name } of unclaimed) {
    results[0]?.findings.push({
      wrong: 'fork',
      sentence: `Fork: the checkpoint in ${name} is of no ledger in this database.`,
    });
  }
  return results;
};
