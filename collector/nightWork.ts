/** What is done each night, and what is said of it. */

import type { Job } from './background.ts';
import { forgetInJournal } from './backup/forget.ts';
import { pruneJournal } from './backup/journal.ts';
import type { Log } from './log.ts';
import { night } from './rights/night.ts';
import type { Store } from './store/store.ts';
import { tellNight } from './tellNight.ts';
import type { World } from './world.ts';

/** How long the journal is kept: longer than anyone should keep a backup. */
const journalKept = 400 * 24 * 60 * 60_000;

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
    tellNight(log, await night(store, world, stopped));
    pruneJournal(journalFolder, world.clock() - journalKept);
    await forgetInJournal(journalFolder, store, world, stopped);
    if (!stopped()) await verify();
  };
