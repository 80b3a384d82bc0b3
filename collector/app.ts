/** The collector as a whole: takes its data folder, opens the store, listens twice, and stops cleanly. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromBase64url } from './bytes.ts';
import { openFiles } from './connections.ts';
import type { Settings } from './env.ts';
import { readAssets } from './http/assets.ts';
import type { Needs } from './http/needs.ts';
import { publicApp } from './http/public.ts';
import { staffApp } from './http/staff.ts';
import { keyFile } from './keyFile.ts';
import { type Listening, listen } from './listen.ts';
import { faultOf, type Log, logOf } from './log.ts';
import { type Metrics, metricsOf } from './metrics/metrics.ts';
import { readiness } from './readiness.ts';
import type { Controller } from './register/controllers.ts';
import { setUp } from './setUp.ts';
import { openLibsql } from './store/libsql.ts';
import { lock } from './store/lock.ts';
import { probe } from './store/probe.ts';
import type { Store } from './store/store.ts';
import { crowd } from './traffic/crowd.ts';
import { rateLimit } from './traffic/rate.ts';
import { trafficOf } from './traffic/traffic.ts';
import type { World } from './world.ts';

export interface Collector {
  store: Store;
  world: World;
  operator: Controller;
  log: Log;
  /** Path of the administrator's key. */
  administratorKey: string;
  /** Listens on both ports with the widget built in `built`. */
  serve(built: string): Promise<{ publicUrl: string; staffUrl: string }>;
  /** Says that all that must listen does: from now on `/health` answers 200. */
  announce(): void;
  /** Finishes what was taken, then closes. */
  close(): Promise<void>;
}

/** Decisions of one site under way at once: half of what the commit queue takes, so that no site fills it alone. */
const mostOfOneSite = 10_000;

/** Sizes of the database's files in bytes. */
const bytesOf = (file: string) => ({
  database: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  wal: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
});

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host);

/** Address of a listener on this machine. */
export const addressOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const openUnlocked = async (settings: Settings, data: string): Promise<Collector> => {
  const world: World = {
    clock: Date.now,
    random: randomBytes,
    // Beside the data folder, not in it: who copies the data alone cannot test which ids were erased.
    tombstoneKey: fromBase64url(keyFile(`${data}.tombstone.key`)),
  };
  const { encryptionKey } = settings;
  const log = logOf(settings.log, world.clock, { info: console.log, error: console.error });
  const file = `${data}/lupa.db`;
  const listening = new Map<string, Listening>();
  const metrics: Metrics = metricsOf(
    {
      waiting: () => store.waiting(),
      bytes: () => bytesOf(file),
      connections: () => Object.fromEntries([...listening].map(([name, one]) => [name, one.open()])),
    },
    true,
  );
  const store = await openLibsql({
    file,
    clock: world.clock,
    onTurn: metrics.turned,
    ...(encryptionKey && { encryptionKey }),
  });
  const administratorKey = `${data}/administrator.key`;
  const operator = await setUp(store, world, settings.operator, administratorKey).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const take = async (name: string, host: string, port: number, setting: string, connections: number) => {
    const one = await listen(host, port, setting, {
      connections,
      cut: () => metrics.cut(name),
      refused: metrics.refused,
    });
    listening.set(name, one);
    return one;
  };
  let serving = false;
  return {
    store,
    world,
    operator,
    log,
    administratorKey,
    serve: async (built) => {
      // The database, the log and the staff need files too.
      const connections = Math.max(16, Math.min(settings.connections, openFiles() - 300));
      const { host, port, staffHost, staffPort } = settings;
      const visitors = await take('visitors', host, port, 'LUPA_PORT', connections);
      const staff = await take('staff', staffHost, staffPort, 'LUPA_STAFF_PORT', 100);
      const needs: Needs = {
        store,
        world,
        assets: readAssets(built, `${data}/assets`, world.clock),
        publicUrl: settings.publicUrl ?? addressOf(settings.host, visitors.port),
        googleUrl: settings.googleUrl,
        traffic: trafficOf(settings.traffic),
        rate: rateLimit({ perMinute: settings.rateLimit, clock: world.clock, random: world.random }),
        crowd: crowd(mostOfOneSite),
        metrics,
        metricsKey: settings.metricsKey
          ? { key: settings.metricsKey }
          : isLoopback(staffHost)
            ? 'none-needed'
            : undefined,
        ready: () => serving,
        hindrance: readiness({
          clock: world.clock,
          isServing: () => serving,
          probe: () => probe(store, operator.id, world.random(16)),
        }),
        report: (fault, route) => {
          const { name, stack } = faultOf(fault);
          log('error', 'fault', stack, { name, route });
        },
      };
      visitors.serve(publicApp(needs).fetch);
      staff.serve(staffApp(needs).fetch);
      return { publicUrl: needs.publicUrl, staffUrl: addressOf(settings.staffHost, staff.port) };
    },
    announce: () => {
      serving = true;
    },
    close: async () => {
      serving = false;
      await Promise.all([...listening.values()].map((one) => one.close()));
      await store.close();
    },
  };
};

/** Takes the data folder for this process alone and opens what is in it. What it throws says what to do. */
export const open = async (settings: Settings): Promise<Collector> => {
  const data = resolve(settings.data);
  // What is made here is for its owner alone, also in a folder that was there before.
  process.umask(0o077);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lock(`${data}/lupa.lock`);
  try {
    const collector = await openUnlocked(settings, data);
    return { ...collector, close: () => collector.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
};
