/** Brings what was measured to the collector, in batches, while the grant is live. */
import type { AnalyticsInput } from '../../../shared/analytics.ts';
import type { RelaySettings } from '../../../shared/gate.ts';
import { newId } from '../../consent/id.ts';
import { keyringName, readKeyring } from '../../consent/key.ts';
import type { Post } from '../../delivery/post.ts';
import { text } from './clean.ts';
import { sessions } from './session.ts';
import type { View } from './view.ts';

/** Asks the loader to have something done: `ended` is what the collector says when the consent is not live. */
export type End = (name: 'ended') => unknown;

interface Item {
  id: string;
  /** When it happened, Unix milliseconds. */
  at: number;
  view: View;
  name: string;
  engaged: number;
  params: Record<string, string | number | boolean>;
}

/** Time, chance and the network, handed in. */
export interface World {
  now: () => number;
  chance: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  post: Post;
}

const soon = 1e3;
/** A collector in trouble is left alone for so long. */
const pause = 3e4;

export const sender = (
  { site, purpose }: RelaySettings,
  allows: (purpose: string) => boolean,
  { now, chance, post }: World,
  end: End,
) => {
  const session = sessions(site);
  let queue: Item[] = [];
  /** The visitor key that what waits was measured under. */
  let key: string | undefined;
  let starts: boolean | undefined;
  let over: unknown;
  let failed: boolean | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asked anew each time: what was measured under another key, or under a grant that has ended, is nobody's. */
  const live = () => {
    const held = over || !allows(purpose) ? undefined : readKeyring(site)?.key;
    if (held !== key) {
      queue = [];
      key = held;
    }
    return held;
  };
  /** The collector does not know of the latest decision yet. */
  const untold = () => localStorage[`${keyringName(site)}:outbox`];
  const later = (wait: number) => {
    timer ??= setTimeout(send, wait);
  };
  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    const visitorKey = live();
    if (!visitorKey || !queue.length) return;
    if (untold()) return later(soon);
    const [began, fresh] = session(visitorKey, now());
    starts ||= fresh;
    while (queue.length) {
      const items = queue.slice(0, 25);
      const first = starts;
      const pack = () =>
        JSON.stringify({
          v: 1,
          visitorKey,
          session: { began, starts: first },
          screen: [screen.width, screen.height],
          events: items.map(({ at, view, ...rest }) => ({
            ...rest,
            ...view,
            title: text(view.title ?? document.title),
            age: now() - at,
          })),
        } satisfies AnalyticsInput);
      let body = pack();
      // The collector takes 16 KiB.
      while (new Blob([body]).size > 16e3 && items.length > 1) {
        items.length >>= 1;
        body = pack();
      }
      queue = queue.slice(items.length);
      starts = false;
      post('/analytics', body).then(([status, { type }]) => {
        failed = !status || status === 429 || status > 499;
        if (live() !== visitorKey) return;
        if (failed) {
          queue = [...items, ...queue].slice(-100);
          starts ||= first;
          later(pause);
        } else if (`${type}`.endsWith('consent-not-live') && !untold()) {
          over = true;
          end('ended');
        }
      });
    }
  };
  return {
    live,
    send,
    add(view: View, name: string, engaged: number, params: Item['params']) {
      const at = now();
      queue = [...queue, { id: newId(at, chance), at, view, name, engaged, params }].slice(-100);
      if (queue.length > 24 && !failed) send();
      later(soon);
    },
  };
};
