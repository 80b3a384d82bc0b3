/** Checkpoints that somebody holds elsewhere: which ledger and epoch they are of, and what they prove. */
import { readCheckpoint } from '../checkpoint.ts';
import { type Epoch, noteKeysOf, type SealKey, type SignedHead } from '../heads.ts';
import { Malformed, signersOf } from '../note.ts';
import { dayOf, type Finding } from './findings.ts';
import type { Mark } from './rows.ts';
import { toHash } from './stack.ts';

export interface Held {
  /** Where it is from: a file's name. */
  name: string;
  /** As a note. */
  note: string;
}

export interface Outcome {
  findings: Finding[];
  declared: string[];
  marks: Mark[];
}

const isOf = (origin: string, epochs: readonly Epoch[]): boolean => {
  const base = (name: string) => name.replace(/\d+$/, '');
  return epochs.some((one) => base(one.origin) === base(origin));
};

/** Whether the checkpoint is of this ledger, in any epoch. Throws `Malformed`. */
export const isHeldOf = ({ note }: Held, epochs: readonly Epoch[]): boolean =>
  isOf(readCheckpoint(note).checkpoint.origin, epochs);

/** What a held checkpoint says at once, and the mark that the tree must pass where it can. */
export const weigh = (
  { name, note: written }: Held,
  epochs: readonly Epoch[],
  keys: readonly SealKey[],
  heads: readonly SignedHead[],
): Outcome => {
  const { checkpoint, note } = readCheckpoint(written);
  const { origin, size, root } = checkpoint;
  const what = `the checkpoint of ${size} rows in ${name}`;
  const sealed = heads.at(-1)?.size ?? 0;
  const outcome: Outcome = { findings: [], declared: [], marks: [] };
  const fork = (sentence: string): Outcome => {
    outcome.findings.push({ wrong: 'fork', sentence: `Fork: ${sentence}` });
    return outcome;
  };
  const epoch = epochs.find((one) => one.origin === origin);
  if (!epoch) {
    return fork(`${what} is of an epoch that this database does not know (${origin}): it is an older copy.`);
  }
  try {
    if (signersOf(note, noteKeysOf(epochs, keys)).length === 0) throw new Malformed();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    outcome.findings.push({
      wrong: 'checkpoint',
      sentence: `Forged: ${what} is not signed by a key of this ledger.`,
    });
    return outcome;
  }
  const later = epochs[epochs.indexOf(epoch) + 1];
  const of = `epoch ${epoch.epoch}`;
  const lost = () =>
    outcome.declared.push(
      `Fork: ${what}, of ${of}, is not an ancestor. Epoch ${later?.epoch} was declared on ${dayOf(later?.declared ?? 0)}, in row ${later?.number}: what ${of} held beyond the restored copy is lost.`,
    );
  if (later && size >= later.number) {
    lost();
    return outcome;
  }
  // Behind the last head that the restored copy had, rows may have come in the place of lost ones before it was declared.
  const kept = heads.findLast((head) => head.epoch === epoch.epoch)?.size ?? 0;
  const mayBeLost = later !== undefined && size > kept;
  if (size > sealed) {
    return fork(
      `${what} is ahead of this database, which has ${sealed} signed rows: the rest was dropped, or this is an older copy.`,
    );
  }
  outcome.marks.push({
    size,
    root: toHash(root),
    own: false,
    passed: (holds) => {
      if (!holds && mayBeLost) lost();
      else if (!holds)
        fork(
          `${what} is of another history: the first ${size} rows here are not those that it was signed for.`,
        );
    },
  });
  return outcome;
};
