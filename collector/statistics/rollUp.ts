/** Rolling up: counts what has come since the last time, then merges the days that are over. In the background. */
import { listControllers } from '../register/controllers.ts';
import { dropDayVisitors } from '../register/dayVisitors.ts';
import { dropSalts } from '../register/salts.ts';
import { type Store, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { dayOf } from './count.ts';
import { countDecisions } from './decisions.ts';
import { countEvents } from './events.ts';
import { reachedBy } from './marks.ts';
import { mergeDay } from './mergeDay.ts';
import { blankRefusals } from './refusals.ts';
import { countVisits } from './visits.ts';

/** Lets everything else have its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const untilDone = async (step: () => Promise<boolean>, stopped: () => boolean): Promise<void> => {
  while (!stopped() && (await step())) await turn();
};

/** Brings the counts of every controller up to date; again at once is harmless. Stops between two steps when told so. */
export const rollUp = async (
  store: Store,
  world: Pick<World, 'clock' | 'random'>,
  stopped: () => boolean = () => false,
): Promise<void> => {
  const now = world.clock();
  for (const controller of await listControllers(store)) {
    try {
      await untilDone(() => countDecisions(store, controller, now), stopped);
      await untilDone(() => countVisits(store, controller, now), stopped);
      await untilDone(() => countEvents(store, world, controller), stopped);
      await untilDone(() => mergeDay(store, controller, now), stopped);
      // After that nobody can tell who was counted on a day that is over.
      const open = await reachedBy(store, controller, 'merged');
      await dropSalts(store, controller, { today: dayOf(now), open });
      await untilDone(() => dropDayVisitors(store, controller, open), stopped);
      await untilDone(() => blankRefusals(store, controller, now), stopped);
    } catch (error) {
      if (!(error instanceof Unmet)) throw error; // another collector counts this one just now
    }
  }
};
