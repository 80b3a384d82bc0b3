/** The relay: sends what waits to Google, site by site, in the background; slow or dead, Google holds nobody up. */
import { keptEvents } from '../../register/analyticsEvents.ts';
import { listControllers } from '../../register/controllers.ts';
import type { Site } from '../../register/sites.ts';
import {
  dropLateEvents,
  dropWaitingEvents,
  endedVisitors,
  waitingSites,
  waitingVisitors,
} from '../../register/waitingEvents.ts';
import type { World } from '../../world.ts';
import { type Delivering, deliver, NotTaken, oldest } from './deliver.ts';
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

/** For so long (ms) a stop waits for what is under way. */
const patience = 2000;

/** For so long (ms) it is believed that a site has a secret, or none. */
const believed = 5000;

/** Runs the work for each, some at once; after a failure none is begun any more. */
const each = async <One>(ones: readonly One[], work: (one: One) => Promise<void>): Promise<void> => {
  const left = [...ones];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined && !failed; one = left.shift())
      await work(one).catch((error: unknown) => {
        failed = true;
        throw error;
      });
  };
  const all = await Promise.allSettled(Array.from({ length: Math.min(atOnce, left.length) }, worker));
  const fault = all.find((one) => one.status === 'rejected');
  if (fault) throw fault.reason;
};

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
  const drain = async (publicId: string): Promise<void> => {
    const lane = await laneOf(store, key, publicId);
    if (!lane) return;
    const { controller, site } = lane.site;
    while (!stopping) {
      const visitors = await waitingVisitors(store, controller, site, most);
      if (visitors.length === 0) break;
      await each(visitors, (visitor) => (stopping ? Promise.resolve() : deliver(delivering, lane, visitor)));
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
  const dropEnded = async (publicId: string): Promise<void> => {
    const lane = await laneOf(store, key, publicId).catch(() => undefined);
    if (!lane) return;
    const { site, purpose } = lane;
    for (const visitor of await endedVisitors(store, site, purpose, world.clock(), most))
      needs.dropped('ended', await dropWaitingEvents(store, site.controller, site.site, visitor));
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
          await dropEnded(publicId);
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
