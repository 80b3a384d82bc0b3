/** What was measured and is not sent yet: brought to the collector in batches while the grant is live, for this page only. */
import type { AnalyticsInput } from '../../../shared/analytics.ts';
import { given, purpose, site } from './site.ts';
import { page, title } from './view.ts';

/** An event as it is sent; until then `age` is when it happened, negative. */
export type Item = AnalyticsInput['events'][number];

const name = `lupa:${site}`;
export let queue: Item[] = [];
/** The visitor key that what waits was measured under. */
let key: string | undefined;
let starts: boolean;
let quiet = 0;

/** Asked anew each time: what was measured under another key, or under a grant that has ended, is nobody's. */
export const live = (): string | undefined => {
  let held: string | undefined;
  try {
    held = given[0](purpose) && JSON.parse(localStorage[name]).key;
  } catch {}
  if (held !== key) queue = [];
  key = held;
  return key;
};

/** With the title of the page as it is now: single pages set theirs after they have moved. */
export const send = (forced?: unknown): void => {
  const visitorKey = live();
  const now = Date.now();
  // Not before the collector knows of the latest decision, which may be the grant.
  if (!visitorKey || !queue.length || localStorage[`${name}:outbox`] || (!forced && quiet-- > 0)) return;
  // Whose session it is tells the time that the key was made at: its first eight characters.
  const whose = visitorKey.slice(0, 8);
  const kept = `${name}:session`;
  let [of, began, last] = `${localStorage[kept]}`.split(' ') as unknown as [string, number, number];
  if (!(of === whose && now - last < 18e5)) {
    began = now;
    starts = true;
  }
  try {
    localStorage[kept] = `${whose} ${began} ${now}`;
  } catch {}
  while (queue.length) {
    // The collector takes 16 KiB, and a character has up to three bytes: what would be more goes one by one.
    const items = queue.splice(0, JSON.stringify(queue)[5e3] ? 1 : 25);
    const first = starts;
    starts = false;
    fetch(`${import.meta.url}/../../s/${site}/analytics`, {
      method: 'POST',
      keepalive: true,
      credentials: 'omit',
      referrerPolicy: 'origin',
      redirect: 'error',
      body: JSON.stringify({
        v: 1,
        visitorKey,
        session: { began: +began, starts: first },
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
        starts ||= first;
        quiet = 30;
      });
  }
};
