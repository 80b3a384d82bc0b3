/** Drops what waits in vain at a site: of those whose grant has ended, what is too old, and all where the site sends no more. */

import type { Site } from '../../register/sites.ts';
import {
  dropLateEvents,
  dropWaitingEvents,
  endedVisitors,
  stopWaiting,
} from '../../register/waitingEvents.ts';
import { type Delivering, type Lane, oldest } from './deliver.ts';

/** Visitors or events in one go. */
const most = 120;

/** `now` tells what the site sends with. Answers how many rows are gone. */
export const clear = async (
  { store, clock, dropped }: Pick<Delivering, 'store' | 'clock' | 'dropped'>,
  site: Site,
  now: () => Promise<Lane | undefined>,
  stopped: () => boolean,
): Promise<number> => {
  const { controller, site: number, settings } = site;
  let gone = 0;
  const drop = (reason: 'ended' | 'late', events: number): void => {
    gone += events;
    dropped(reason, events);
  };
  // Where the site measures no more at all, nobody's grant has ended for it.
  for (let found = settings.google ? most : 0; found >= most && !stopped(); ) {
    const visitors = await endedVisitors(store, site, settings.google?.purpose ?? '', clock(), most);
    found = visitors.length;
    for (const visitor of visitors)
      drop('ended', await dropWaitingEvents(store, controller, number, visitor));
  }
  // A secret that cannot be read may be readable again: what waits goes on waiting.
  const sends = await now().catch(() => 'unreadable');
  for (let left = most; !sends && left >= most && !stopped(); ) {
    left = await stopWaiting(store, controller, number, most);
    dropped('stopped', left);
  }
  for (let late = most; late >= most && !stopped(); ) {
    late = await dropLateEvents(store, controller, number, clock() - oldest, most);
    drop('late', late);
  }
  return gone;
};
