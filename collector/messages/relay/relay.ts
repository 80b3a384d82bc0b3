/** The relay: sends what waits to Google, site by site, in the background; slow or dead, Google holds nobody up. */
import { keptEvents } from '../../register/analyticsEvents.ts';
import { listControllers } from '../../register/controllers.ts';
import { findSite, type Site } from '../../register/sites.ts';
import {
  dropLateEvents,
  dropWaitingEvents,
  endedVisitors,
  stopWaiting,
  waitingSites,
  waitingVisitors,
} from '../../register/waitingEvents.ts';
import type { World } from '../../world.ts';
import { type Delivering, deliver, NotTaken, oldest, Refused } from './deliver.ts';
import { each } from './each.ts';
import { laneOf } from './lane.ts';
import { pauseAfter } from './pause.ts';

export interface RelayNeeds extends Omit<Delivering, 'clock'> {
  world: Pick<World, 'clock' | 'random'>;
  /** What the secrets are encrypted under, 32 bytes. */
  key: Uint8Array;
  /** Events that may be kept at once, those of all sites together. */
  most: number;
  /** Milliseconds that events wait for others of their visitor. */
  gather: number;
  report: (fault: unknown) => void;
}

export interface Relay {
  /** Whether the site's events are sent to Google, rather than counted alone. */
  sends(site: Site): Promise<boolean>;
  /** Whether so many more may be kept. */
  hasRoom(events: number): boolean;
  /** Events of the site have come. */
  kept(site: Site, events: number): void;
  /** Sends what waits at the site, as far as Google takes it. Resolves when nothing waits, or Google does not take it. */
  run(publicId: string): Promise<void>;
  /** Drops what waits in vain, and takes up what a crash has left. */
  sweep(stopped?: () => boolean): Promise<void>;
  /** Events that are kept. */
  size(): number;
  stop(): Promise<void>;
}

/** Visitors whose events are sent at once, and that are read in one go. */
const atOnce = 12;
const most = 120;

/** For so long (ms) a visitor is left alone of whom a request was refused: the others go on. */
const refusedFor = 10 * 60 * 1000;

const hex = (visitor: Uint8Array): string => Buffer.from(visitor).toString('hex');

/** For so long (ms) a stop waits for what is under way. */
const patience = 2000;

/** For so long (ms) it is believed that a site has a secret, or none. */
const believed = 5000;

export const relayTo = (needs: RelayNeeds): Relay => {
  const { store, world, key } = needs;
  const delivering: Delivering = { ...needs, clock: world.clock };
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();
  const notBefore = new Map<string, number>();
  const known = new Map<string, { sends: boolean; checked: number }>();
  let stopping = false;
  let size = 0;

  /** Milliseconds until Google is asked again. */
  const leftOf = (publicId: string): number => (notBefore.get(publicId) ?? 0) - performance.now();
  const later = (publicId: string, wait: number): void => {
    if (stopping || timers.has(publicId)) return;
    const timer = setTimeout(
      () => {
        timers.delete(publicId);
        // What has come meanwhile must not shorten the pause after a failure.
        if (leftOf(publicId) > 0) later(publicId, 0);
        else relay.run(publicId).catch(needs.report);
      },
      Math.max(wait, leftOf(publicId)),
    );
    timer.unref();
    timers.set(publicId, timer);
  };
  /** Visitors of whom a request was refused, until when they are left alone. */
  const aside = new Map<string, number>();
  const isAside = (visitor: Uint8Array): boolean => (aside.get(hex(visitor)) ?? 0) > performance.now();
  const drain = async (publicId: string): Promise<void> => {
    const first = await laneOf(store, key, publicId);
    if (!first) return;
    const { controller, site } = first.site;
    while (!stopping) {
      const found = await waitingVisitors(store, controller, site, most);
      const visitors = found.filter((visitor) => !isAside(visitor));
      if (visitors.length === 0 || !(await laneOf(store, key, publicId))) break;
      await each(visitors, atOnce, async (visitor) => {
        if (stopping) return;
        await deliver(delivering, first.site, () => laneOf(store, key, publicId), visitor).catch(
          (error: unknown) => {
            if (!(error instanceof Refused)) throw error;
            aside.set(hex(visitor), performance.now() + refusedFor);
          },
        );
      });
    }
    failures.delete(publicId);
    notBefore.delete(publicId);
  };
  const failed = (publicId: string, error: unknown): void => {
    if (stopping) return;
    const times = (failures.get(publicId) ?? 0) + 1;
    failures.set(publicId, times);
    if (!(error instanceof NotTaken)) needs.report(error);
    const pause = pauseAfter(times, (world.random(1)[0] ?? 0) / 255);
    notBefore.set(publicId, performance.now() + pause);
    later(publicId, pause);
  };
  /** Drops what waits of those whose grant has ended; where the site sends no more, nothing waits any longer. */
  const clear = async (publicId: string, stopped: () => boolean): Promise<void> => {
    const site = await findSite(store, publicId);
    if (!site) return;
    const { google } = site.settings;
    const now = world.clock();
    for (let found = most; found >= most && !stopped(); ) {
      const visitors = await endedVisitors(store, site, google?.purpose ?? '', now, most);
      found = visitors.length;
      for (const visitor of visitors)
        needs.dropped('ended', await dropWaitingEvents(store, site.controller, site.site, visitor));
    }
    // A secret that cannot be read may be readable again: what waits goes on waiting.
    const sends = await laneOf(store, key, publicId).catch(() => 'unreadable');
    for (let gone = most; !sends && gone >= most && !stopped(); ) {
      gone = await stopWaiting(store, site.controller, site.site, most);
      if (gone > 0) needs.dropped('stopped', gone);
    }
  };

  const relay: Relay = {
    sends: async (site) => {
      const now = performance.now();
      const last = known.get(site.publicId);
      if (last && now - last.checked < believed) return last.sends;
      const lane = await laneOf(store, key, site.publicId).catch((error: unknown) => needs.report(error));
      known.set(site.publicId, { sends: lane !== undefined, checked: now });
      return lane !== undefined;
    },
    hasRoom: (events) => size + events <= needs.most,
    kept: ({ publicId }, events) => {
      size += events;
      later(publicId, needs.gather);
    },
    run: (publicId) => {
      const under = running.get(publicId);
      if (under) return under;
      const run = drain(publicId)
        .catch((error: unknown) => failed(publicId, error))
        .finally(() => running.delete(publicId));
      running.set(publicId, run);
      return run;
    },
    sweep: async (stopped = () => false) => {
      let kept = 0;
      for (const controller of await listControllers(store)) {
        for (const { site, publicId } of await waitingSites(store, controller)) {
          if (stopped()) return;
          await clear(publicId, stopped);
          const before = world.clock() - oldest;
          for (let gone = most; gone >= most && !stopped(); ) {
            gone = await dropLateEvents(store, controller, site, before, most);
            if (gone > 0) needs.dropped('late', gone);
          }
          later(publicId, 0);
        }
        kept += await keptEvents(store, controller);
      }
      size = kept;
    },
    size: () => size,
    stop: async () => {
      stopping = true;
      for (const timer of timers.values()) clearTimeout(timer);
      const done = Promise.all(running.values());
      // What is under way may end well; what does not waits in the store, and is sent after the next start.
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
      needs.egress.close();
      await done;
    },
  };
  return relay;
};
