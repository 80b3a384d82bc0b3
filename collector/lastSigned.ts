/** The last checkpoint of each controller, beside the data and not in them: an older copy of the database is told from it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readCheckpoint } from './ledger/checkpoint.ts';
import { controllersOf, epochsOf, headOf, tileOf } from './ledger/heads.ts';
import { hashOf } from './ledger/merkle.ts';
import { nodesIn } from './ledger/tiles.ts';
import type { Readable } from './store/store.ts';

/** The database is not the one that was signed last. */
export class Behind extends Error {
  override name = 'Behind';
}

export interface LastSigned {
  of(controller: number): string | undefined;
  keep(controller: number, note: string): void;
}

/** The notes by controller; none where there is no such file, or it is cut. */
export const readLastSigned = (file: string): Record<string, string> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    // None yet, or cut off by a power failure: then this one check is missing, and checkpoints held elsewhere remain.
    return {};
  }
};

/** Kept in `file`, replaced whole at every head: a JSON object of notes by controller. */
export const lastSigned = (file: string): LastSigned => {
  const notes = readLastSigned(file);
  return {
    of: (controller) => notes[String(controller)],
    keep: (controller, note) => {
      notes[String(controller)] = note;
      writeFileSync(`${file}.next`, JSON.stringify(notes, null, 1), { mode: 0o600 });
      renameSync(`${file}.next`, file);
    },
  };
};

/** Whether the ledger in the store has what was signed last in it. */
const reaches = async (store: Readable, controller: number, note: string): Promise<boolean> => {
  const { checkpoint } = readCheckpoint(note);
  const epochs = await epochsOf(store, controller);
  const named = epochs.find(({ origin }) => origin === checkpoint.origin);
  if (!named) return false;
  // Later epochs were declared, and say themselves what was lost.
  if (named !== epochs.at(-1)) return true;
  const head = await headOf(store, controller, checkpoint.size);
  if (!head) return false;
  const nodes = nodesIn((level, index) => tileOf(store, controller, level, index));
  const root = await hashOf({ start: 0, end: checkpoint.size }, nodes);
  return Buffer.compare(root, checkpoint.root) === 0;
};

/** The controllers whose ledger is behind the last checkpoint that was signed here, or another one. */
export const behind = async (store: Readable, last: LastSigned): Promise<number[]> => {
  const found: number[] = [];
  for (const controller of await controllersOf(store)) {
    const note = last.of(controller);
    if (note !== undefined && !(await reaches(store, controller, note))) found.push(controller);
  }
  return found;
};

/** Throws `Behind` where an older copy of the database stands in the place of the one that was signed last. */
export const notBehind = async (store: Readable, last: LastSigned): Promise<void> => {
  if ((await behind(store, last)).length === 0) return;
  throw new Behind(
    'The ledger is not the one that was signed last: was the database put back from a copy? Say so with "lupa ledger declare-epoch REASON", which visitors\' receipts and verifiers will see; nothing starts before.',
  );
};
