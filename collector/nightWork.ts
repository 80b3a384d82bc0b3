/** What is done each night, and what is said of it. */

import type { Job } from './background.ts';
import { forgetInJournal } from './backup/forget.ts';
import { pruneJournal } from './backup/journal.ts';
import type { Log } from './log.ts';
import { beginNight, endNight, isBegun } from './nightMark.ts';
import { night } from './rights/night.ts';
import type { Peers } from './store/peers.ts';
import type { Store } from './store/store.ts';
import { tellNight } from './tellNight.ts';
import type { World } from './world.ts';

/** How long the journal is kept: longer than anyone should keep a backup. */
const journalKept = 400 * 24 * 60 * 60_000;

export interface NightNeeds {
  store: Store;
  peers: Pick<Peers, 'term'>;
  world: World;
  /** The operator's number, under which it is noted how far the night has come. */
  operator: number;
  log: Log;
  journalFolder: string;
  /** Verifies the ledgers. */
  verify: () => Promise<void>;
}

export interface NightWork {
  /** The night's job: the database's part in one of several collectors, that of the journal beside each in all of them. */
  begin: Job;
  /** Goes on with what a collector has begun tonight that has ended or leads no more. */
  goOn: Job;
}

export const nightWork = ({
  store,
  peers,
  world,
  operator,
  log,
  journalFolder,
  verify,
}: NightNeeds): NightWork => {
  let running = false;
  const work: Job = async (stopped) => {
    if (running) return;
    running = true;
    try {
      tellNight(log, await night(store, world, stopped));
      if (!stopped()) await verify();
      if (!stopped()) await endNight(store, operator, world.clock());
    } finally {
      running = false;
    }
  };
  return {
    begin: async (stopped) => {
      const term = peers.term();
      const ended = () => stopped() || peers.term() !== term;
      if (term > 0 && (await beginNight(store, operator, world.clock()))) await work(ended);
      pruneJournal(journalFolder, world.clock() - journalKept);
      await forgetInJournal(journalFolder, store, world, stopped);
    },
    goOn: async (stopped) => {
      if (!running && (await isBegun(store, operator, world.clock()))) await work(stopped);
    },
  };
};
