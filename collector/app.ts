/** The collector as a whole: takes its data folder, opens the store, listens twice, and stops cleanly. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Background, repeat } from './background.ts';
import { journalIn } from './backup/journal.ts';
import { fromBase64url } from './bytes.ts';
import type { Settings } from './env.ts';
import { readAssets } from './http/assets.ts';
import type { Needs } from './http/needs.ts';
import { publicApp } from './http/public.ts';
import { staffApp } from './http/staff.ts';
import { keyFile } from './keyFile.ts';
import { type Listening, listen } from './listen.ts';
import { randomSource } from './random.ts';
import type { Controller } from './register/controllers.ts';
import { setUp } from './setUp.ts';
import { rollUp } from './statistics/rollUp.ts';
import { openLibsql } from './store/libsql.ts';
import { lock } from './store/lock.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

export interface Collector {
  store: Store;
  world: World;
  operator: Controller;
  /** Path of the administrator's key. */
  administratorKey: string;
  /** Listens on both ports with the widget built in `built`. */
  serve(built: string): Promise<{ publicUrl: string; staffUrl: string }>;
  /** Says that all that must listen does: from now on `/health` answers 200. */
  announce(): void;
  /** Finishes what was taken, then closes. */
  close(): Promise<void>;
}

/** Faults of ours, without anything personal: what was sent is in no error of ours. */
const report = (fault: unknown): void => {
  console.error(fault instanceof Error ? fault.stack : 'A fault that is not an error.');
};

const minute = 60_000;

/** Address of a listener on this machine. */
export const addressOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const openUnlocked = async (settings: Settings, data: string): Promise<Collector> => {
  const world: World = {
    clock: Date.now,
    random: randomSource(),
    // Beside the data folder, not in it: who copies the data alone cannot test which ids were erased.
    tombstoneKey: fromBase64url(keyFile(`${data}.tombstone.key`)),
  };
  const { encryptionKey } = settings;
  const store = await openLibsql({
    file: `${data}/lupa.db`,
    clock: world.clock,
    ...(encryptionKey && { encryptionKey }),
  });
  const administratorKey = `${data}/administrator.key`;
  const operator = await setUp(store, world, settings.operator, administratorKey).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const listening: Listening[] = [];
  const take = async (host: string, port: number, setting: string): Promise<Listening> => {
    const one = await listen(host, port, setting);
    listening.push(one);
    return one;
  };
  const journal = journalIn(settings.journal ?? `${data}.journal`, store, world.clock);
  const jobs: Background[] = [];
  let serving = false;
  return {
    store,
    world,
    operator,
    administratorKey,
    serve: async (built) => {
      const visitors = await take(settings.host, settings.port, 'LUPA_PORT');
      const staff = await take(settings.staffHost, settings.staffPort, 'LUPA_STAFF_PORT');
      const needs: Needs = {
        store,
        world,
        assets: readAssets(built, `${data}/assets`, world.clock),
        publicUrl: settings.publicUrl ?? addressOf(settings.host, visitors.port),
        googleUrl: settings.googleUrl,
        proxies: settings.proxies,
        anonymity: 'usual',
        ready: () => serving,
        journalled: journal.caughtUp,
        report,
      };
      // What a crash kept from being told; all else tells itself before it is answered.
      jobs.push(repeat(journal.caughtUp, 10 * minute, report));
      jobs.push(repeat((stopped) => rollUp(store, world.clock(), stopped), minute, report));
      visitors.serve(publicApp(needs).fetch);
      staff.serve(staffApp(needs).fetch);
      return { publicUrl: needs.publicUrl, staffUrl: addressOf(settings.staffHost, staff.port) };
    },
    announce: () => {
      serving = true;
    },
    close: async () => {
      serving = false;
      await Promise.all([...listening.map((one) => one.close()), ...jobs.map((job) => job.stop())]);
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
