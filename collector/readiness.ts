/** Whether the collector can do its work, asked of the parts that do it; never twice at a time, nor twice a second. */
import type { Sealing } from './metrics/metrics.ts';
import { within } from './within.ts';

export interface Readiness {
  clock: () => number;
  isServing: () => boolean;
  /** Rejects where the store cannot read and write. */
  probe: () => Promise<void>;
  /** Undefined where nothing seals. */
  sealing: () => Promise<Sealing | undefined>;
  /** Whether the journal could not be written. */
  journalFails?: () => boolean;
  /** Milliseconds that the store may take. */
  patience?: number;
}

/** An event that is older than this and under no checkpoint says that the sealer stands still. */
const longestLag = 10 * 60 * 1000;

/** Answers what hinders, as a sentence, or undefined. */
export const readiness = (parts: Readiness): (() => Promise<string | undefined>) => {
  const { clock, isServing, probe, sealing, journalFails = () => false, patience = 5000 } = parts;
  const look = async (): Promise<string | undefined> => {
    try {
      await within(probe(), patience);
    } catch {
      return 'The store does not take or give: look at the disk and the log.';
    }
    if (journalFails())
      return 'The journal cannot be written: withdrawals wait for it in the database; look at its disk.';
    const lag = (await sealing())?.milliseconds ?? 0;
    return lag > longestLag ? 'The ledger has not been sealed for a while: look at the log.' : undefined;
  };
  let last: { at: number; found: Promise<string | undefined> } | undefined;
  return async () => {
    if (!isServing()) return 'Starting or stopping: ask again in a second.';
    if (last && clock() - last.at < 1000) return last.found;
    const mine = { at: Number.POSITIVE_INFINITY, found: look() };
    last = mine;
    void mine.found.then(() => {
      mine.at = clock();
    });
    return mine.found;
  };
};
