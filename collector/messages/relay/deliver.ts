/** Sends what waits of one visitor to Google, if the grant is still live at this very moment. */
import { batches, payloadOf } from '../../google/payload.ts';
import type { Reduced } from '../../google/reduced.ts';
import { liveGrants } from '../../register/consents.ts';
import type { Site } from '../../register/sites.ts';
import {
  dropWaitingEvents,
  sentEvents,
  unsentEvents,
  type WaitingEvent,
  waitingEvents,
} from '../../register/waitingEvents.ts';
import type { Store } from '../../store/store.ts';
import type { Egress } from '../egress.ts';
import type { LastSent } from './lastSent.ts';

/** Why events are dropped: the grant has ended, they are older than Google takes, or the site sends no more. */
export type Dropped = 'ended' | 'late' | 'stopped';

export interface Delivering {
  store: Store;
  clock: () => number;
  egress: Egress;
  last: LastSent;
  /** Google's host, without a slash at the end. */
  host: string;
  /** Ids of events that Google has taken, and of which that could not be noted yet, by controller and visitor. */
  unnoted: Map<string, Uint8Array[]>;
  sent(events: number): void;
  dropped(reason: Dropped, events: number): void;
}

/** Google takes what is not older than this, in milliseconds (FACTS 4.6). */
export const oldest = 72 * 60 * 60 * 1000;

/** Events of one visitor that are read at once. */
const most = 250;

/** Writes that may wait while something is sent, and how long it is put off for them at most; milliseconds. */
const busy = 16;
const longest = 500;
const step = 20;

/** Lets visitors go first: what they decide is never slowed by what is sent. */
export const afterVisitors = async (store: Store): Promise<void> => {
  for (let waited = 0; waited < longest && store.waiting() > busy; waited += step)
    await new Promise((resolve) => setTimeout(resolve, step));
};

/** A site whose events are sent. */
export interface Lane {
  site: Site;
  purpose: string;
  adsPurpose: string | undefined;
  measurementId: string;
  secret: string;
}

/** Google did not take it: what waits goes on waiting. */
export class NotTaken extends Error {
  override name = 'NotTaken';
}

/** It was this request that was refused: others may be taken. */
export class Refused extends NotTaken {
  override name = 'Refused';
}

const read = ({ id, happened, body }: WaitingEvent) => ({
  id,
  happened,
  reduced: JSON.parse(body) as Reduced,
});

const notTaken = (status: number | undefined): NotTaken => {
  if (status === undefined) return new NotTaken('No answer.');
  const isOurs = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isOurs ? new Refused(`Status ${status}.`) : new NotTaken(`Status ${status}.`);
};

const send = async (
  { egress, clock, last, host }: Delivering,
  lane: Lane,
  visitor: Uint8Array,
  body: string,
): Promise<void> => {
  const query = (secret: string) =>
    `${host}/mp/collect?${new URLSearchParams({ measurement_id: lane.measurementId, api_secret: secret })}`;
  const shown = { at: clock(), url: query('***').replaceAll('%2A', '*'), body };
  const { controller, site } = lane.site;
  // Noted before it goes, so that an erasure meanwhile finds it.
  const answered = last.note(controller, site, visitor, shown);
  const exchange = await egress.post(query(lane.secret), body).catch(() => undefined);
  answered(exchange);
  if (!exchange || exchange.status < 200 || exchange.status > 299) throw notTaken(exchange?.status);
};

/**
 * Sends what waits of a visitor, at most 250 events of it. Resolves early where the site sends no more. `now` tells what it sends with at this moment.
 * Rejects with `NotTaken` where Google did not take it.
 */
export const deliver = async (
  needs: Delivering,
  { controller, site: number }: Pick<Site, 'controller' | 'site'>,
  now: () => Promise<Lane | undefined>,
  visitor: Uint8Array,
): Promise<void> => {
  const { store, clock, unnoted } = needs;
  await afterVisitors(store);
  // What Google has, and could not be noted then (a full disk): before anything else, lest it be sent again and again.
  const name = `${controller} ${Buffer.from(visitor).toString('hex')}`;
  const before = unnoted.get(name);
  if (before) {
    await store.write(sentEvents(controller, visitor, before), 'import');
    unnoted.delete(name);
  }
  const waiting = await waitingEvents(store, controller, number, visitor, most);
  const late = waiting.filter(({ happened }) => happened < clock() - oldest);
  if (late.length > 0) {
    const ids = late.map(({ id }) => id);
    await store.write(unsentEvents(controller, visitor, ids), 'import');
    needs.dropped('late', late.length);
  }
  const fresh = waiting.filter((event) => !late.includes(event));
  for (const batch of batches(fresh.map(read))) {
    // Both read again for each request: a withdrawal takes effect in the same second, and so does a setting.
    const lane = await now();
    if (!lane) return;
    const { site, purpose, adsPurpose } = lane;
    const granted = await liveGrants(store, site, visitor, clock());
    if (!granted.has(purpose)) {
      const gone = await dropWaitingEvents(store, controller, number, visitor);
      return needs.dropped('ended', gone);
    }
    const ads = adsPurpose !== undefined && granted.has(adsPurpose) ? 'GRANTED' : 'DENIED';
    await send(needs, lane, visitor, payloadOf(batch, { ad_user_data: ads, ad_personalization: ads }));
    needs.sent(batch.length);
    const ids = batch.map(({ id }) => id);
    unnoted.set(name, ids);
    await store.write(sentEvents(controller, visitor, ids), 'import');
    unnoted.delete(name);
  }
};
