/** The collector as a whole: takes its data folder, opens the store, listens twice, and stops cleanly. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Background } from './background.ts';
import { journalIn, NoJournal, tryJournal } from './backup/journal.ts';
import { keepAttempts } from './duties/incidents/keptAttempts.ts';
import type { Settings } from './env.ts';
import { openFollowing } from './following.ts';
import { readAssets } from './http/assets.ts';
import type { Needs } from './http/needs.ts';
import { publicApp } from './http/public.ts';
import { staffApp } from './http/staff.ts';
import { openAttempts, verifyNightly } from './incidentJobs.ts';
import { startJobs } from './jobs.ts';
import type { Log } from './log.ts';
import { boundedFetch } from './messages/boundedFetch.ts';
import { nightly } from './nightly.ts';
import { nightWork } from './nightWork.ts';
import { posting } from './posting.ts';
import type { Controller } from './register/controllers.ts';
import { oidcOf } from './register/oidc.ts';
import { passwordsOf } from './register/passwords.ts';
import { relaying, secretsKeyOf } from './relaying.ts';
import { openSealing, type Sealing, sealingFiles, sealingLag } from './sealing.ts';
import { setUp } from './setUp.ts';
import { checkSharedKeys } from './sharedKeys.ts';
import { lock } from './store/lock.ts';
import type { Store } from './store/store.ts';
import { sharedRate } from './traffic/sharedRate.ts';
import { verifier } from './verifier.ts';
import { watching } from './watching.ts';
import { within } from './within.ts';
import type { World } from './world.ts';
import { refuseMissingKeys, worldBeside } from './worldBeside.ts';

export interface Collector {
  store: Store;
  world: World;
  operator: Controller;
  sealing: Sealing;
  /** What secrets in the database are encrypted under. */
  secretsKey: Uint8Array;
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

/** How long the journal may take. */
const patience = 5000;

/** Address of a listener on this machine. */
export const addressOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const openUnlocked = async (settings: Settings, data: string): Promise<Collector> => {
  refuseMissingKeys(data);
  const journalFolder = settings.journal ?? `${data}.journal`;
  await within(tryJournal(journalFolder, Date.now()), patience).catch((error: unknown) => {
    throw error instanceof NoJournal
      ? error
      : new NoJournal(`The journal in ${journalFolder} does not answer.`);
  });
  const world = worldBeside(data, Date.now);
  const watch = watching(settings, world, `${data}/lupa.db`);
  const { report } = watch;
  const { database, store, peers, demand } = await openFollowing(settings, data, world.clock, watch);
  const leads = () => peers.term() > 0;
  const administratorKey = `${data}/administrator.key`;
  const ready = async () => {
    // Before anything is written: an older copy of the database takes nothing.
    const files = sealingFiles(data, settings.signingKeyFile);
    const sealing = await openSealing(store, world, files, report, leads);
    await demand(sealing.last);
    const operator = await setUp(store, world, settings.operator, administratorKey);
    if (settings.server)
      await checkSharedKeys(store, operator.id, {
        suppression: world.suppressionKeys,
        secrets: secretsKeyOf(settings, data),
      });
    return { sealing, operator };
  };
  const { sealing, operator } = await peers.alone(ready).catch(async (error: unknown) => {
    await peers.close();
    await store.close();
    throw error;
  });
  watch.watch(store, operator.id);
  watch.watchLeading(leads);
  watch.watchJournal(() => journal.fails());
  watch.watchSealing(() => sealingLag(store, world.clock()));
  const journal = journalIn(journalFolder, store, world.clock);
  const relays = relaying(settings, { data, store, peers, world, metrics: watch.metrics, report });
  watch.watchEvents(relays.relay.size);
  const post = posting(settings, { store, peers, world, secretsKey: relays.secretsKey, watch });
  const attempts = await openAttempts(store, peers, world);
  const shared = settings.server && sharedRate(peers, world.tombstoneKey);
  const jobs: Background[] = [];
  let serving = false;
  return {
    store,
    world,
    operator,
    sealing,
    secretsKey: relays.secretsKey,
    log: watch.log,
    administratorKey,
    serve: async (built) => {
      const visitors = await watch.visitors();
      const staff = await watch.staff();
      const needs: Needs = {
        store,
        world,
        assets: readAssets(built, `${data}/assets`, world.clock),
        publicUrl: settings.publicUrl ?? addressOf(settings.host, visitors.port),
        googleUrl: settings.googleUrl,
        attempts,
        verifier,
        relay: relays.relay,
        lastSent: relays.lastSent,
        passwords: passwordsOf(world),
        secretsKey: relays.secretsKey,
        oidc: settings.oidc && oidcOf(settings.oidc, world, boundedFetch()),
        journalled: () => within(journal.caughtUp(), patience),
        mailNote: post.mailNote,
        ...watch.needs(() => serving, shared),
      };
      const verify = () => verifyNightly(store, database, sealing, attempts);
      const night = nightWork({
        store,
        peers,
        world,
        operator: operator.id,
        log: watch.log,
        journalFolder,
        verify,
      });
      jobs.push(...startJobs({ needs, peers, attempts, journal, relays, post, shared, night, watch }));
      jobs.push(nightly(night.begin, settings.night, world.clock, report));
      visitors.serve(publicApp(needs).fetch);
      staff.serve(staffApp(needs).fetch);
      sealing.sealer.start();
      return { publicUrl: needs.publicUrl, staffUrl: addressOf(settings.staffHost, staff.port) };
    },
    announce: () => {
      serving = true;
    },
    close: async () => {
      serving = false;
      await watch.close();
      await post.stop(Promise.all([relays.relay.stop(), ...jobs.map((job) => job.stop())]));
      if (leads()) await keepAttempts(store, attempts).catch(report);
      await sealing.close().catch(report);
      await peers.close();
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
