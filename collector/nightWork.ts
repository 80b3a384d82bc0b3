/** What is done each night, and what is said of it. */

import type { Job } from './background.ts';
import { pruneJournal } from './backup/journal.ts';
import type { Log } from './log.ts';
import { type Night, night } from './rights/night.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

/** How long the journal is kept: longer than anyone should keep a backup. */
const journalKept = 400 * 24 * 60 * 60_000;

/** What a night did: counts and times, nothing personal. */
const tell = (log: Log, { pause, ...gone }: Night): void => {
  const { proofs, visits, logs, misuse } = gone;
  const anew =
    pause === null ? 'nothing was erased' : `the file was made anew, writes waited ${Math.round(pause)} ms`;
  const text = `Maintenance: ${proofs} proofs, ${visits} visits, ${logs} lines of logs and ${misuse} rows about misuse past their retention; ${anew}.`;
  log('info', 'maintenance', text, { ...gone, pause: pause === null ? undefined : Math.round(pause) });
};

export interface NightNeeds {
  store: Store;
  world: World;
  log: Log;
  journalFolder: string;
  /** Verifies the ledgers. */
  verify: () => Promise<void>;
}

/** The night's job. */
export const nightWork =
  ({ store, world, log, journalFolder, verify }: NightNeeds): Job =>
  async (stopped) => {
    tell(log, await night(store, world, stopped));
    pruneJournal(journalFolder, world.clock() - journalKept);
    if (!stopped()) await verify();
  };
