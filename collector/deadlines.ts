/** The law's clocks, as the collector runs them: what lapses, who is reminded or told, what is overdue. */
import type { Background, Begin } from './background.ts';
import { groundCounts, remindOfGrounds } from './duties/groundsEnding.ts';
import { countIncidents } from './duties/incidents/reminders.ts';
import { noticeCounts } from './duties/recipientNotices.ts';
import { tellStatements } from './duties/statements/telling.ts';
import { listControllers } from './register/controllers.ts';
import { requestCounts, requestsByTime } from './rights/requests/night.ts';
import type { Store } from './store/store.ts';
import type { Watching } from './watching.ts';
import type { World } from './world.ts';

const hour = 3_600_000;

/** Starts them. */
export const deadlines = (
  store: Store,
  world: World,
  publicUrl: string,
  { watchDue }: Pick<Watching, 'watchDue'>,
  begin: Begin,
): Background[] => {
  watchDue(async () => {
    const controllers = await listControllers(store);
    const now = world.clock();
    const summed = async (count: (one: number) => Promise<{ open: number; overdue: number }>) => {
      const counts = await Promise.all(controllers.map(count));
      const sum = (of: 'open' | 'overdue') => counts.reduce((total, one) => total + one[of], 0);
      return { open: sum('open'), overdue: sum('overdue') };
    };
    const kinds = {
      incidents: await countIncidents(store, now),
      requests: await summed((one) => requestCounts(store, one, now)),
      'recipient-notices': await summed((one) => noticeCounts(store, one, now)),
      'recipient-grounds': await summed((one) => groundCounts(store, one, now)),
    };
    const of = (which: 'open' | 'overdue') =>
      Object.fromEntries(Object.entries(kinds).map(([kind, counts]) => [kind, counts[which]]));
    return { open: of('open'), overdue: of('overdue') };
  });
  return [
    begin((stopped) => requestsByTime(store, world, stopped), hour),
    begin(async (stopped) => {
      await remindOfGrounds(store, world, stopped);
    }, hour),
    begin((stopped) => tellStatements(store, world, publicUrl, stopped), 5000),
  ];
};
