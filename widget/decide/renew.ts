/** The cookie set again by the collector, where the owner proxies it: what a script sets, Safari forgets in a week (docs/decisions, 8). */
import { ours } from '../consent/memory.ts';
import { remember } from '../consent/remember.ts';
import type { Desk } from './desk.ts';
import { alone } from './pace.ts';

/** Told by the build: nothing of this is in the second stage of other sites. */
declare const __LUPA_PROXIED__: boolean;

/** An answer that comes later than this could meet a visitor who has changed their mind in another tab. */
const patience = 3e3;

const cookie = () => ours.exec(document.cookie)?.[1];

/** Whether the value grants anything. */
const grants = (value: string) => /~[a-z][^~]*\./.test(value);

/** The request under way, so that it can be cut off. */
let under: AbortController | undefined;

/**
 * An answer under way while the visitor decides anew would set what they had chosen before. So each decision is noted for
 * all tabs and cuts off the request of the one before; a request is short, and never outlives its page; and what arrives
 * nevertheless is written over at once. Without `decided`, goes on with what an earlier page has left.
 */
const again = async ({ handle, world }: Desk, decided?: boolean): Promise<void> => {
  const { base, domain, site } = handle.settings;
  const note = `lupa:${site}:cookie`;
  const write = (value: string) => remember(value, Number.parseInt(value.slice(2), 36), domain);
  try {
    const shelf = world.shelf();
    const value = handle.memory === undefined ? cookie() : undefined;
    if (decided) {
      under?.abort();
      // Taken away first: where nothing more can be stored, what was noted before must not count.
      shelf.removeItem(note);
      if (value) shelf.setItem(note, value);
    } else if (shelf.getItem(note) !== value) shelf.removeItem(note);
    if (!value || shelf.getItem(note) !== value) return;
    const mine = new AbortController();
    const { signal } = mine;
    under = mine;
    const stop = () => mine.abort();
    addEventListener('storage', ({ key, newValue }) => key === note && newValue && stop(), { signal });
    await alone(note, async () => {
      if (signal.aborted) return;
      if (cookie() !== value) {
        // A late answer to another tab; but another subdomain may have decided, and what it refuses stays refused.
        if (!cookie() || (domain && grants(value))) return;
        write(value);
      }
      const timer = setTimeout(stop, patience);
      const answer = await world
        .send(`${base}/s/${site}/cookie`, {
          method: 'POST',
          credentials: 'same-origin',
          referrerPolicy: 'origin',
          signal,
        })
        .catch(() => undefined);
      clearTimeout(timer);
      const latest = shelf.getItem(note);
      if (latest && latest !== value) {
        if (cookie() !== latest) write(latest);
      } else if (answer?.ok && cookie() === value) shelf.removeItem(note);
    });
    stop();
    // Another subdomain's request is not cut off by us: what it has overtaken is put right once it must be over.
    if (domain && !grants(value))
      setTimeout(() => under === mine && cookie() && cookie() !== value && write(value), patience);
  } catch {
    // Where nothing can be noted, the cookie stays as the script has set it.
  }
};

export const renew: typeof again | (() => void) = __LUPA_PROXIED__ ? again : () => {};
