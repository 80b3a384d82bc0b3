/** The night's maintenance: what has outlived its retention goes, and the file is made anew where something was erased. */
import { blankProofs } from '../ledger/ended.ts';
import { forgetErased, latestErasure, noteErased } from '../ledger/erased.ts';
import { listControllers } from '../register/controllers.ts';
import { lapseVisitors } from '../register/lapsed.ts';
import { dropOldRows } from '../register/oldRows.ts';
import { eraseOldVisits } from '../register/oldVisits.ts';
import { findSite, listSites, type Site } from '../register/sites.ts';
import { dropTieTokens } from '../register/tieToken.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { day, logDays, misuseDays, visitDays } from './retention.ts';

/** What a night did: counts and times, nothing personal. */
export interface Night {
  /** Proofs that were blanked. */
  proofs: number;
  /** Visits that had outlived their retention. */
  visits: number;
  /** Lines of service logs that had. */
  logs: number;
  /** Activations and misuse flags that had. */
  misuse: number;
  /** Milliseconds that writes waited while the file was made anew; null where nothing had been erased. */
  pause: number | null;
}

const never = () => false;

/** Proofs in one write: a visitor's write waits for no more. */
const atOnce = 50;

const sitesOf = async (store: Store, controller: number): Promise<Site[]> => {
  const sites = await Promise.all(
    (await listSites(store, controller)).map(({ publicId }) => findSite(store, publicId)),
  );
  return sites.filter((site) => site !== undefined);
};

const longest = (days: readonly number[], usual: number): number => Math.max(usual, ...days) * day;

/** Blanks what is due: what lapsed tonight, and what was erased long ago. */
const blank = async (store: Store, world: World, controller: number, stopped: () => boolean) => {
  const now = world.clock();
  let blanked = 0;
  for (let found = atOnce; found === atOnce && !stopped(); ) {
    found = await blankProofs(store, world.tombstoneKey, controller, now, atOnce);
    blanked += found;
  }
  if (blanked > 0) await store.write([noteErased(controller)], 'import');
  return blanked;
};

/**
 * Carries the night's maintenance out. Between its steps visitors are served as always; only while the file is made anew do
 * their writes wait (reads do not), and that happens only where something was erased since the last time.
 */
export const night = async (store: Store, world: World, stopped: () => boolean = never): Promise<Night> => {
  const now = world.clock();
  const done: Night = { proofs: 0, visits: 0, logs: 0, misuse: 0, pause: null };
  const controllers = await listControllers(store);
  for (const controller of controllers) {
    const sites = await sitesOf(store, controller);
    for (const site of sites) {
      // Where no visits are kept any more, those that were kept under an earlier setting go too.
      const kept = visitDays(site.settings) ?? 0;
      done.visits += await eraseOldVisits(store, site, now - kept * day, stopped);
    }
    const settings = sites.map((site) => site.settings);
    const lasts = longest(
      settings.map(({ consentDays }) => consentDays),
      1,
    );
    const proof = longest(
      settings.map(({ proofDays }) => proofDays),
      1,
    );
    await lapseVisitors(store, { controller, lasts, proof }, now, stopped);
    done.proofs += await blank(store, world, controller, stopped);
    const drop = (table: Parameters<typeof dropOldRows>[2], days: number) =>
      dropOldRows(store, controller, table, now - days * day, stopped);
    done.logs += await drop('service_logs', logDays);
    done.misuse += (await drop('activations', misuseDays)) + (await drop('misuse_flags', misuseDays));
    await store.write([dropTieTokens(controller, now)], 'import');
  }
  if (stopped()) return done;
  const erased: [controller: number, latest: Uint8Array][] = [];
  for (const controller of controllers) {
    const latest = await latestErasure(store, controller);
    if (latest) erased.push([controller, latest]);
  }
  if (erased.length === 0) return done;
  done.pause = await store.maintain('vacuum');
  // Only now: a night that was cut short is made up for by the next.
  await store.write(
    erased.map(([controller, latest]) => forgetErased(controller, latest)),
    'import',
  );
  return done;
};
