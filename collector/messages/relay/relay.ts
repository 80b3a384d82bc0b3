/** The relay: sends what waits to Google, site by site, in the background; slow or dead, Google holds nobody up. */
import { keptEvents } from '../../register/analyticsEvents.ts';
import { listControllers } from '../../register/controllers.ts';
import { findSite, type Site } from '../../register/sites.ts';
import { waitingSites, waitingVisitors } from '../../register/waitingEvents.ts';
import type { World } from '../../world.ts';
import { clear } from './clear.ts';
import { type Delivering, deliver, NotTaken, Refused } from './deliver.ts';
import { each } from './each.ts';
import { laneOf } from './lane.ts';
import { pauseAfter } from './pause.ts';

export interface RelayNeeds extends Omit<Delivering, 'clock' | 'unnoted'> {
  world: Pick<World, 'clock' | 'random'>;
  /** What the secrets are encrypted under, 32 bytes. */
  key: Uint8Array;
  /** Events that may be kept at once, those of all sites together. */
  most: number;
  /** Milliseconds that events wait for others of their visitor. */
  gather: number;
  report: (fault: unknown) => void;
  /** Whether it is this collector, of several, that sends. */
  leads?: () => boolean;
  /** Tells the one that sends that something waits. */
  tellWaiting?: (publicId: string) => void;
}

export interface Relay {
  /** Whether the site's events are sent to Google, rather than counted alone. */
  sends(site: Site): Promise<boolean>;
  /** Whether so many more may be kept. */
  hasRoom(events: number): boolean;
  /** Events of the site have come, and wait to be sent or not. */
  kept(site: Site, events: number, waits: boolean): void;
  /** Sends what waits at the site, as far as Google takes it. Resolves when nothing waits, or Google does not take it. */
  run(publicId: string): Promise<void>;
  /** Another collector has kept events of the site. */
  waits(publicId: string): void;
  /** Counts what is kept anew: other collectors keep and send, too. */
  count(): Promise<void>;
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
  const { store, world, key, leads = () => true } = needs;
  const delivering: Delivering = { ...needs, clock: world.clock, unnoted: new Map() };
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();
  const notBefore = new Map<string, number>();
  const known = new Map<string, { sends: boolean; unreadable: boolean; checked: number }>();
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
        if (!leads()) return;
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
    const now = () => laneOf(store, key, publicId);
    const first = await now();
    if (!first) return;
    while (!stopping && leads()) {
      const visitors = await waitingVisitors(store, first.site, most, isAside);
      if (visitors.length === 0 || !(await now())) break;
      let refused = 0;
      await each(visitors, atOnce, async (visitor) => {
        if (stopping || !leads()) return;
        await deliver(delivering, first.site, now, visitor).catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
          refused += 1;
          aside.set(hex(visitor), performance.now() + refusedFor);
        });
      });
      // Not one request, then, but all of them: a wrong address or secret, which a pause does not make worse.
      if (refused === visitors.length) throw new NotTaken('All were refused.');
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
  const relay: Relay = {
    sends: async (site) => {
      const now = performance.now();
      const last = known.get(site.publicId);
      if (last && now - last.checked < believed) return last.sends;
      // A secret that cannot be read may be readable again: till then events wait, and it is said once.
      const lane = await laneOf(store, key, site.publicId).catch((error: unknown) => {
        if (!last?.unreadable) needs.report(error);
        return 'unreadable' as const;
      });
      known.set(site.publicId, {
        sends: lane !== undefined,
        unreadable: lane === 'unreadable',
        checked: now,
      });
      return lane !== undefined;
    },
    hasRoom: (events) => size + events <= needs.most,
    kept: ({ publicId }, events, waits) => {
      size += events;
      if (!waits || events === 0) return;
      if (leads()) later(publicId, needs.gather);
      else needs.tellWaiting?.(publicId);
    },
    waits: (publicId) => {
      if (leads()) later(publicId, needs.gather);
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
    count: async () => {
      // What comes meanwhile comes on top.
      const before = size;
      let kept = 0;
      for (const controller of await listControllers(store)) kept += await keptEvents(store, controller);
      size = kept + (size - before);
    },
    sweep: async (stopped = () => false) => {
      needs.last.prune(world.clock());
      for (const [name, until] of aside) if (until < performance.now()) aside.delete(name);
      // First: a fault further on must not leave the count as it was.
      await relay.count();
      for (const controller of await listControllers(store))
        for (const { publicId } of await waitingSites(store, controller)) {
          if (stopped()) return;
          const found = await findSite(store, publicId);
          if (found) size -= await clear(delivering, found, () => laneOf(store, key, publicId), stopped);
          later(publicId, 0);
        }
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
