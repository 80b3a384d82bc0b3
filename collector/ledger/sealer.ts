/** The sealer: seals what waits each second, a thousand rows at a time, for as long as the collector runs. */
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { controllersOf, publishedNote, type SignedHead } from './heads.ts';
import { giveLeaseBack, type Signer, sealNext } from './seal.ts';

export interface SealerNeeds {
  store: Store;
  world: World;
  signer: Signer;
  /** Takes a fault of ours; never anything personal. */
  report: (fault: unknown) => void;
  /** Told of each new head, to be kept outside the database. */
  keep?: (controller: number, note: string) => void;
  /** Whether it is this collector, of several, that seals each second. */
  leads?: () => boolean;
}

export interface Sealer {
  /** Seals everything that is committed by now, and answers the last heads that were signed. */
  sealAll(): Promise<SignedHead[]>;
  /** Begins to seal every `interval` milliseconds. */
  start(interval?: number): void;
  /** Ends, when what is under way is done. */
  stop(): Promise<void>;
}

/** Between two goes everybody else has a turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const sealer = ({ store, world, signer, report, keep, leads = () => true }: SealerNeeds): Sealer => {
  const holder = world.random(16);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let working: Promise<SignedHead[]> | undefined;
  const leased = new Set<number>();

  const work = async (): Promise<SignedHead[]> => {
    const heads: SignedHead[] = [];
    for (const controller of await controllersOf(store)) {
      let last: SignedHead | undefined;
      for (
        let sealed = await sealNext(store, world, signer, controller, holder);
        sealed && !stopped;
        sealed = await sealNext(store, world, signer, controller, holder)
      ) {
        last = sealed.head;
        leased.add(controller);
        keep?.(controller, publishedNote(last));
        await turn();
      }
      if (last) heads.push(last);
    }
    return heads;
  };

  const once = (): Promise<SignedHead[]> => {
    working ??= work().finally(() => {
      working = undefined;
    });
    return working;
  };

  let told: string | undefined;
  /** What goes on being wrong is told once. */
  const tell = (fault: unknown): void => {
    const sentence = fault instanceof Error ? fault.message : '';
    if (told !== sentence) report(fault);
    told = sentence;
  };

  const next = (interval: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      (leads() ? once() : Promise.resolve())
        .then(() => {
          told = undefined;
        })
        .catch(tell)
        .finally(() => next(interval));
    }, interval).unref();
  };

  return {
    sealAll: async () => {
      // What is under way may have begun before the last row.
      await working?.catch(() => {});
      return once();
    },
    start: (interval = 1000) => next(interval),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await working?.catch(() => {});
      if (leased.size === 0) return;
      await store.write([...leased].map((controller) => giveLeaseBack(controller, holder)));
      leased.clear();
    },
  };
};
