/** The clock of 33(1) does not run out unheard: staff are reminded a day and six hours before, and when it has. */
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { listControllers } from '../../register/controllers.ts';
import { done } from '../../register/tried.ts';
import { must, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { isClockRunning, isOverdue, openIncidents } from './incidents.ts';
import { wordOf } from './telling.ts';

const hour = 3_600_000;

const remember = sql`
  update incidents set reminded = :step
  where controller_id = :controller and incident_id = :id and reminded < :step and authority_told is null and closed is null
  returning reminded`;

/** Which reminder is due with so much time left: none yet, a day, six hours, overdue. */
const stepAt = (left: number): number => {
  if (left < 0) return 3;
  if (left <= 6 * hour) return 2;
  return left <= 24 * hour ? 1 : 0;
};

/** Reminds whoever must be; each step once. Answers how many were. */
export const remindOfIncidents = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<number> => {
  let reminded = 0;
  const now = world.clock();
  for (const controller of await listControllers(store))
    for (const one of await openIncidents(store, controller)) {
      if (stopped() || !isClockRunning(one) || one.due === null) continue;
      const { id, due } = one;
      const step = stepAt(due - now);
      if (step <= one.reminded) continue;
      const hours = Math.max(1, Math.round((due - now) / hour));
      const isNew = await done(store, [
        must(statement(remember, { controller, id, step })),
        ...(await wordOf(store, world, controller, (words, authority) =>
          step === 3 ? words.overdue(due, authority) : words.reminder(due, hours, authority),
        )),
        ...(step === 3 ? await hooksFor(store, world, controller, 'incident.overdue', { incident: id }) : []),
      ]);
      if (isNew) reminded += 1;
    }
  return reminded;
};

/** Incidents of all controllers that are open, and those whose 72 hours are over: for the metrics. */
export const countIncidents = async (
  store: Store,
  now: number,
): Promise<{ open: number; overdue: number }> => {
  const counts = { open: 0, overdue: 0 };
  for (const controller of await listControllers(store))
    for (const one of await openIncidents(store, controller)) {
      counts.open += 1;
      if (isOverdue(one, now)) counts.overdue += 1;
    }
  return counts;
};
