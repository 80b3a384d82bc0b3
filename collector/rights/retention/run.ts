/** A controller's nightly run of retention: everything that has had its time goes, but what a hold keeps (GDPR 5(1)(e)). */
import { pruneAttempts } from '../../duties/incidents/keptAttempts.ts';
import { type YearEnds, yearEndOf } from '../../duties/retention/yearEnd.ts';
import { pruneStaff } from '../../register/staffNight.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { finishErasures } from '../unfinished.ts';
import { agingOfPersons } from './aging.ts';
import { agingOfDesk } from './agingDesk.ts';
import { agingOfDuties } from './agingDuties.ts';
import { agingOfShared } from './agingShared.ts';
import { cutsOf } from './cuts.ts';
import { dropAged } from './drop.ts';
import { endOrganisations } from './endedOrganisations.ts';
import { endPersons } from './endedPersons.ts';
import { sweepLeftovers } from './leftovers.ts';
import { counting, type Gone, tellRun } from './progress.ts';
import { endVisitors } from './visitors.ts';

/** Every table whose rows go one by one, by their age. */
export const agings = [...agingOfPersons, ...agingOfShared, ...agingOfDesk, ...agingOfDuties];

/**
 * Runs once. What a run that was killed had done is done; the rest is done by this one, and told of together. Again is
 * harmless: what has gone is found no more.
 */
export const runRetention = async (
  store: Store,
  world: World,
  controller: number,
  stopped: () => boolean,
  yearEnds: YearEnds = yearEndOf,
): Promise<Gone> => {
  const cuts = await cutsOf(store, controller, world.clock(), yearEnds);
  await endVisitors(store, world, cuts, stopped);
  for (const aging of agings) if (!stopped()) await dropAged(store, cuts, aging, stopped);
  if (!stopped()) await endPersons(store, world, cuts, stopped);
  if (!stopped())
    await finishErasures(store, world, controller, {
      years: cuts.years,
      counted: counting(controller, 'relationship', 'unfinished_erasures', 1),
      stopped,
    });
  if (!stopped()) await endOrganisations(store, cuts, stopped);
  if (!stopped()) await sweepLeftovers(store, cuts, stopped);
  await store.write([...pruneStaff(controller, cuts.now), pruneAttempts(controller, cuts.now)], 'import');
  return stopped() ? {} : tellRun(store, world, controller);
};
