/** What the collector does in the background, all of it, and how often. */
import { type Background, type Begin, repeat } from './background.ts';
import type { Journal } from './backup/journal.ts';
import { deadlines } from './deadlines.ts';
import type { Attempts } from './duties/incidents/attempts.ts';
import type { Needs } from './http/needs.ts';
import { resources } from './http/nouns/nouns.ts';
import { importable } from './http/nouns/resource.ts';
import { importJob } from './imports/run.ts';
import { incidentJobs } from './incidentJobs.ts';
import { marketing } from './marketing.ts';
import type { Posting } from './posting.ts';
import type { Relaying } from './relaying.ts';
import { rollUp } from './statistics/rollUp.ts';
import type { Watching } from './watching.ts';

const second = 1000;
const minute = 60 * second;

export interface JobNeeds {
  needs: Needs;
  attempts: Attempts;
  journal: Journal;
  relays: Relaying;
  post: Posting;
  watch: Pick<Watching, 'report' | 'watchDue'>;
}

/** Begins them; the night's work and the sealing have hours and a pace of their own. */
export const startJobs = async (given: JobNeeds): Promise<Background[]> => {
  const { needs, attempts, journal, relays, post, watch } = given;
  const { store, world, publicUrl } = needs;
  const begin: Begin = (job, pause) => repeat(job, pause, watch.report);
  return [
    // What a crash kept from being told; all else tells itself before it is answered.
    begin(journal.caughtUp, 10 * minute),
    relays.start(begin),
    ...(await post.start(begin)),
    ...incidentJobs(store, world, attempts, begin),
    ...marketing(store, world, publicUrl, begin),
    ...deadlines(store, world, publicUrl, watch, begin),
    begin((stopped) => rollUp(store, world, stopped), minute),
    begin(importJob(store, world, importable(resources(needs))), second),
  ];
};
