/** What was measured and is not sent yet: brought to the collector in batches while the grant is live, for this page only. */
import type { AnalyticsInput } from '../../../shared/analytics.ts';
import { given, purpose, site } from './site.ts';
import { page, title } from './view.ts';

/** An event as it is sent; until then `age` is when it happened, negative. */
export type Item = AnalyticsInput['events'][number];

const name = `lupa:${site}`;
const kept = `${name}:session`;
export let queue: Item[] = [];
/** The visitor key that what waits was measured under. */
let key: string | undefined;
let quiet = 0;
/** How many entries of the data layer were heard. */
export const heard: [number] = [0];

/** Asked anew each time: what was measured under another key, or under a grant that has ended, is nobody's. */
export const live = (): string | undefined => {
  let held: string | undefined;
  try {
    held = given[0](purpose) && JSON.parse(localStorage[name]).key;
  } catch {}
  if (held !== key) {
    queue = [];
    // Nor what was not heard yet, which may be another person's; under the first key it may be. Another person's session is
    // another.
    if (key) {
      heard[0] = window.dataLayer?.length as number;
      delete localStorage[kept];
    }
  }
  key = held;
  return key;
};

/** With the title of the page as it is now: single pages set theirs after they have moved. */
export const send = (forced?: unknown): void => {
  const visitorKey = live();
  const now = Date.now();
  // Not before the collector knows of the latest decision, which may be the grant.
  if (!visitorKey || !queue.length || localStorage[`${name}:outbox`] || (!forced && quiet-- > 0)) return;
  let [began, last] = `${localStorage[kept]}`.split(' ') as unknown as [number, number];
  let starts = !(now - last < 18e5);
  if (starts) began = now;
  try {
    localStorage[kept] = `${began} ${now}`;
  } catch {}
  while (queue.length) {
    // The collector takes 32 KiB, and a character has up to three bytes: of what would be more two go at once.
    const items = queue.splice(0, JSON.stringify(queue)[8e3] ? 2 : 25);
    fetch(`${import.meta.url}/../../s/${site}/analytics`, {
      method: 'POST',
      keepalive: true,
      credentials: 'omit',
      referrerPolicy: 'origin',
      redirect: 'error',
      body: JSON.stringify({
        v: 1,
        visitorKey,
        session: { began: +began, starts },
        screen: [screen.width, screen.height],
        events: items.map((one) => ({
          ...one,
          age: now + one.age,
          title: one.page === page ? title : one.title,
        })),
      } satisfies AnalyticsInput),
    })
      .then(async (answer) => {
        if (/consent-not-live/.test(await answer.text()) && live() === visitorKey) given[2]('ended');
        if (answer.status > 428) throw 0;
      })
      .catch(() => {
        if (live() !== visitorKey) return;
        queue.unshift(...items);
        quiet = 30;
      });
    starts = false;
  }
};
