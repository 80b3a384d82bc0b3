/** What faces strangers and what watches over it, joined from the settings: limits, metrics, readiness, the log. */
import { statSync } from 'node:fs';
import { openFiles } from './connections.ts';
import type { Settings } from './env.ts';
import type { Needs } from './http/needs.ts';
import { type Listening, listen } from './listen.ts';
import { faultOf, type Log, logOf } from './log.ts';
import type { Due } from './metrics/due.ts';
import { type Metrics, metricsOf, type Sealing } from './metrics/metrics.ts';
import { readiness } from './readiness.ts';
import { probe } from './store/probe.ts';
import { Away, type Store } from './store/store.ts';
import { crowd } from './traffic/crowd.ts';
import { rateLimit } from './traffic/rate.ts';
import type { SharedRate } from './traffic/sharedRate.ts';
import { trafficOf } from './traffic/traffic.ts';
import type { World } from './world.ts';

/** Decisions of one site under way at once: half of what the store lets wait, so that no site fills it alone. */
const mostOfOneSite = 2500;

/** The database, the log and the staff need files too. */
const sparedFiles = 300;

/** Without its database every job fails, and every request: said once in so many milliseconds. */
const quiet = 10_000;

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host);

/** Sizes of the database's files in bytes. */
const bytesOf = (file: string) => ({
  database: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  wal: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
});

type Watched =
  | 'privateHooks'
  | 'hookHosts'
  | 'traffic'
  | 'rate'
  | 'crowd'
  | 'metrics'
  | 'metricsKey'
  | 'ready'
  | 'hindrance'
  | 'report';

export interface Watching {
  log: Log;
  metrics: Metrics;
  report: Needs['report'];
  /** The store to watch, once it is open; the operator's number, for the mark that is written to try it. */
  watch(store: Store, operator: number): void;
  /** Watches how far the ledger is sealed, once something seals. */
  watchSealing(sealing: () => Promise<Sealing>): void;
  /** Watches how many analytics events are kept. */
  watchEvents(events: () => number): void;
  /** Watches how many messages wait. */
  watchMessages(waiting: () => Promise<Record<string, number>>): void;
  /** Watches what the law sets a day for. */
  watchDue(due: () => Promise<Due>): void;
  /** Watches whether this collector leads. */
  watchLeading(leads: () => boolean): void;
  /** Watches whether the journal can be written. */
  watchJournal(fails: () => boolean): void;
  visitors(): Promise<Listening>;
  staff(): Promise<Listening>;
  /** What the routes need of it. `shared`: where other collectors serve, too. */
  needs(isServing: () => boolean, shared: SharedRate | undefined): Pick<Needs, Watched>;
  /** Closes what listens. */
  close(): Promise<void>;
}

const rateOf = ({ rateLimit: perMinute }: Settings, { clock, random }: World, shared?: SharedRate) => {
  const rate = rateLimit({ perMinute, clock, random, ...shared?.settings });
  shared?.hear(rate);
  return rate;
};

/** `file` is the database's. */
export const watching = (settings: Settings, world: World, file: string): Watching => {
  const { host, port, staffHost, staffPort, connections, metricsKey } = settings;
  const log = logOf(settings.log, world.clock, { info: console.log, error: console.error });
  const listeners = new Map<string, Listening>();
  let watched: { store: Store; operator: number } | undefined;
  let sealing: (() => Promise<Sealing>) | undefined;
  let events = () => 0;
  let messages = async (): Promise<Record<string, number>> => ({});
  let due = async (): Promise<Due> => ({ open: {}, overdue: {} });
  let journalFails = () => false;
  let leading = () => true;
  const metrics = metricsOf({
    waiting: () => watched?.store.waiting() ?? 0,
    bytes: () => bytesOf(file),
    connections: () => Object.fromEntries([...listeners].map(([name, one]) => [name, one.open()])),
    sealing: async () => sealing?.(),
    events: () => events(),
    messages: () => messages(),
    due: () => due(),
    leads: () => leading(),
  });
  let away = Number.NEGATIVE_INFINITY;
  const report: Needs['report'] = (fault, route) => {
    const { name, stack } = faultOf(fault);
    if (fault instanceof Away) {
      if (performance.now() - away < quiet) return;
      away = performance.now();
      return log('error', 'database-away', fault.message, { name });
    }
    log('error', 'fault', stack, { name, route });
  };
  const take = async (name: string, most: number, ...place: [string, number, string]): Promise<Listening> => {
    const bearing = { connections: most, cut: () => metrics.cut(name), refused: metrics.refused };
    const one = await listen(...place, bearing);
    listeners.set(name, one);
    return one;
  };
  return {
    log,
    metrics,
    report,
    watch: (store, operator) => {
      watched = { store, operator };
    },
    watchSealing: (lag) => {
      sealing = lag;
    },
    watchEvents: (size) => {
      events = size;
    },
    watchMessages: (waiting) => {
      messages = waiting;
    },
    watchDue: (counts) => {
      due = counts;
    },
    watchLeading: (leads) => {
      leading = leads;
    },
    watchJournal: (fails) => {
      journalFails = fails;
    },
    visitors: () => {
      const most = Math.max(16, Math.min(connections, openFiles() - sparedFiles));
      metrics.watchProcess();
      return take('visitors', most, host, port, 'LUPA_PORT');
    },
    staff: () => take('staff', 100, staffHost, staffPort, 'LUPA_STAFF_PORT'),
    needs: (isServing, shared) => ({
      privateHooks: settings.privateHooks,
      hookHosts: settings.hookHosts,
      traffic: trafficOf(settings.traffic),
      rate: rateOf(settings, world, shared),
      crowd: crowd(mostOfOneSite),
      metrics,
      metricsKey:
        metricsKey === undefined ? (isLoopback(staffHost) ? 'none-needed' : undefined) : { key: metricsKey },
      ready: isServing,
      hindrance: readiness({
        clock: world.clock,
        isServing,
        probe: async () => {
          if (!watched) throw new Error('There is no store yet.');
          await probe(watched.store, watched.operator, world.random(16));
        },
        sealing: async () => sealing?.(),
        journalFails: () => journalFails(),
      }),
      report,
    }),
    close: async () => {
      await Promise.all([...listeners.values()].map((one) => one.close()));
    },
  };
};
