/** Since when each purpose has been granted, as far as this page can know. */
import { readKeyring } from '../consent/key.ts';

/** Milliseconds since the page began; `sure` is false where an earlier page may have had the grant already. */
export interface Since {
  at: number;
  sure: boolean;
}

/** When the last act was that this browser remembers, Unix milliseconds: from the receipt, or what waits to be delivered. */
const lastAct = (site: string): number => {
  const times = [0];
  try {
    times.push(JSON.parse(readKeyring(site)?.receipt?.body ?? '[]')[6]);
    for (const { at } of JSON.parse(localStorage[`lupa:${site}:outbox`] ?? '[]')) times.push(at);
  } catch {
    // Then it is not known.
  }
  return Math.max(...times.filter(Number.isFinite));
};

export interface Grants {
  /** Notes what is granted now; call it at every change. */
  look(): void;
  since(purpose: string): Since | undefined;
}

export const grants = (
  site: string,
  purposes: readonly string[],
  allows: (purpose: string) => boolean,
): Grants => {
  const known = new Map<string, Since>();
  const note = (since: Since) => {
    for (const purpose of purposes)
      if (!allows(purpose)) known.delete(purpose);
      else if (!known.has(purpose)) known.set(purpose, since);
  };
  // What is granted already was so before this page, unless an act was made on it.
  const at = Math.max(0, lastAct(site) - performance.timeOrigin);
  note({ at, sure: at === 0 || readKeyring(site)?.sequence === 1 });
  return {
    look: () => note({ at: performance.now(), sure: true }),
    since: (purpose) => known.get(purpose),
  };
};
