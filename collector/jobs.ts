/** What the collector does in the background, all of it, how often, and whether each of several collectors or only one. */
import { type Background, type Begin, repeat, soleBegin } from './background.ts';
import type { Journal } from './backup/journal.ts';
import { deadlines } from './deadlines.ts';
import type { Attempts } from './duties/incidents/attempts.ts';
import type { Needs } from './http/needs.ts';
import { resources } from './http/nouns/nouns.ts';
import { importable } from './http/nouns/resource.ts';
import { importJob } from './imports/run.ts';
import { incidentJobs } from './incidentJobs.ts';
import { marketing } from './marketing.ts';
import type { NightWork } from './nightWork.ts';
import type { Posting } from './posting.ts';
import type { Relaying } from './relaying.ts';
import { rollUp } from './statistics/rollUp.ts';
import type { Peers } from './store/peers.ts';
import type { SharedRate } from './traffic/sharedRate.ts';
import type { Watching } from './watching.ts';

const second = 1000;
const minute = 60 * second;

export interface JobNeeds {
  needs: Needs;
  peers: Peers;
  attempts: Attempts;
  journal: Journal;
  relays: Relaying;
  post: Posting;
  /** Where other collectors serve, too. */
  shared: SharedRate | undefined;
  night: NightWork;
  watch: Pick<Watching, 'report' | 'watchDue'>;
}

/** Begins them; the night's work and the sealing have hours and a pace of their own. */
export const startJobs = (given: JobNeeds): Background[] => {
  const { needs, peers, attempts, journal, relays, post, shared, night, watch } = given;
  const { store, world, publicUrl } = needs;
  const each: Begin = (job, pause) => repeat(job, pause, watch.report);
  const sole = soleBegin(peers.term, watch.report);
  return [
    // What a crash kept from being told; all else tells itself before it is answered.
    each(journal.caughtUp, 10 * minute),
    ...(shared ? [each(shared.tell, second)] : []),
    ...relays.start(each, sole),
    ...post.start(sole),
    ...incidentJobs({ store, world, attempts, peers }, each, sole),
    ...marketing(store, world, publicUrl, sole),
    ...deadlines(store, world, publicUrl, watch, sole),
    sole((stopped) => rollUp(store, world, stopped), minute),
    sole(night.goOn, 10 * minute),
    sole(importJob(store, world, importable(resources(needs))), second),
  ];
};
