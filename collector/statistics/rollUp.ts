/** Rolling up: counts what has come since the last time, then merges the days that are over. In the background. */
import { listControllers } from '../register/controllers.ts';
import { type Store, Unmet } from '../store/store.ts';
import { countDecisions } from './decisions.ts';
import { mergeDay } from './merge.ts';
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
  now: number,
  stopped: () => boolean = () => false,
): Promise<void> => {
  for (const controller of await listControllers(store)) {
    try {
      await untilDone(() => countDecisions(store, controller, now), stopped);
      await untilDone(() => countVisits(store, controller, now), stopped);
      await untilDone(() => mergeDay(store, controller, now), stopped);
      await untilDone(() => blankRefusals(store, controller, now), stopped);
    } catch (error) {
      if (!(error instanceof Unmet)) throw error; // another collector counts this one just now
    }
  }
};
