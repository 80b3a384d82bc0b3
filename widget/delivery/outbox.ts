/** What has been decided and not yet acknowledged: grants and withdrawals are kept, refusals for a day at most. */

export interface Entry {
  /** The decision's id. */
  id: string;
  /** The decision as it is sent, byte for byte the same each time. */
  body: string;
  at: number;
  /** The visitor key under which it was made: a refusal has none. */
  key?: string;
  tries: number;
  /** Not to be tried before. */
  after: number;
}

/** What an outbox needs of localStorage; it may throw. */
export type Shelf = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const day = 864e5;
const most = 20;

/** Our own storage is an edge too. */
const isEntry = (value: Entry | null): value is Entry =>
  typeof value?.id === 'string' && typeof value.body === 'string' && value.at > 0;

/** Drops the oldest refusals first: a consent must be provable, a refusal is only counted. */
export const capped = (entries: readonly Entry[]): Entry[] => {
  const kept = [...entries];
  while (kept.length > most) {
    const refusal = kept.findIndex((entry) => !entry.key);
    kept.splice(Math.max(refusal, 0), 1);
  }
  return kept;
};

export interface Outbox {
  all(): Entry[];
  add(entry: Entry): void;
  /** Replaces an entry, or removes it. */
  settle(id: string, entry?: Entry): void;
}

export const outbox = (site: string, shelf: Shelf, now: () => number): Outbox => {
  const name = `lupa:${site}:outbox`;
  /** Where nothing can be stored, the entries live as long as the page. */
  let spare: Entry[] | undefined;

  const all = (): Entry[] => {
    let kept = spare;
    try {
      kept ??= (JSON.parse(shelf().getItem(name) ?? '[]') as Entry[]).filter(isEntry);
    } catch {
      kept = [];
    }
    return kept.filter((entry) => entry.key || now() - entry.at < day);
  };
  const write = (entries: Entry[]): void => {
    try {
      if (entries.length) shelf().setItem(name, JSON.stringify(entries));
      else shelf().removeItem(name);
      spare = undefined;
    } catch {
      spare = entries;
    }
  };
  return {
    all,
    add: (entry) => write(capped([...all(), entry])),
    settle: (id, entry) => write(all().flatMap((one) => (one.id !== id ? [one] : entry ? [entry] : []))),
  };
};
