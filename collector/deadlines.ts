/** The law's clocks, as the collector runs them: what lapses, who is reminded or told, what is overdue. */
import type { Background, Begin } from './background.ts';
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
    const counts = await Promise.all(
      (await listControllers(store)).map((one) => requestCounts(store, one, world.clock())),
    );
    const sum = (of: 'open' | 'overdue') => counts.reduce((total, one) => total + one[of], 0);
    const notices = await Promise.all(
      (await listControllers(store)).map((one) => noticeCounts(store, one, world.clock())),
    );
    const told = (of: 'open' | 'overdue') => notices.reduce((total, one) => total + one[of], 0);
    const incidents = await countIncidents(store, world.clock());
    return {
      open: { incidents: incidents.open, requests: sum('open'), 'recipient-notices': told('open') },
      overdue: {
        incidents: incidents.overdue,
        requests: sum('overdue'),
        'recipient-notices': told('overdue'),
      },
    };
  });
  return [
    begin((stopped) => requestsByTime(store, world, stopped), hour),
    begin((stopped) => tellStatements(store, world, publicUrl, stopped), 5000),
  ];
};
