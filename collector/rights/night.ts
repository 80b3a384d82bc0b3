/** The night's maintenance: what has outlived its retention goes, and the file is made anew where something was erased. */
import type { YearEnds } from '../duties/retention/yearEnd.ts';
import { forgetErased, latestErasure } from '../ledger/erased.ts';
import { listControllers } from '../register/controllers.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { runRetention } from './retention/run.ts';

/** What a night did: counts and times, nothing personal. */
export interface Night {
  /** Rows that went, by table; what an earlier night was killed over too. */
  gone: Readonly<Record<string, number>>;
  /** Milliseconds that writes waited while the file was made anew; null where nothing had been erased. */
  pause: number | null;
}

const never = () => false;

/** Makes the file anew where something was erased since the last time; how long writes waited. */
const makeAnew = async (store: Store, controllers: readonly number[]): Promise<number | null> => {
  const erased: [controller: number, latest: Uint8Array][] = [];
  for (const controller of controllers) {
    const latest = await latestErasure(store, controller);
    if (latest) erased.push([controller, latest]);
  }
  if (erased.length === 0) return null;
  const pause = await store.maintain('vacuum');
  // Only now: a night that was cut short is made up for by the next.
  await store.write(
    erased.map(([controller, latest]) => forgetErased(controller, latest)),
    'import',
  );
  return pause;
};

/**
 * Carries the night's maintenance out. Between its steps visitors are served as always; only while the file is made anew do
 * their writes wait (reads do not), and that happens only where something was erased since the last time.
 */
export const night = async (
  store: Store,
  world: World,
  stopped: () => boolean = never,
  yearEnds?: YearEnds,
): Promise<Night> => {
  const gone: Record<string, number> = {};
  const faults: unknown[] = [];
  const controllers = await listControllers(store);
  for (const controller of controllers) {
    if (stopped()) break;
    let run: Awaited<ReturnType<typeof runRetention>> = {};
    try {
      run = await runRetention(store, world, controller, stopped, yearEnds);
    } catch (error) {
      // One controller's trouble is no other's: told when all had their turn.
      faults.push(error);
    }
    for (const nouns of Object.values(run))
      for (const [noun, rows] of Object.entries(nouns)) gone[noun] = (gone[noun] ?? 0) + rows;
  }
  const pause = stopped() ? null : await makeAnew(store, controllers);
  if (faults.length > 0) throw faults[0];
  return { gone, pause };
};
