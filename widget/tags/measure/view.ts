/** The page that is shown, and what happens on it. */
import { clean, text } from './clean.ts';
import { newId } from './id.ts';
import { heard, live, queue, send } from './outbox.ts';
import { own, query, search, terms } from './site.ts';

type Params = Record<string, unknown>;

export let page: string | undefined;
export let title = '';
let referrer = '';
let sought = '';
/** Milliseconds in view and in front that no event has told yet; when it was looked last, and whether it was so then. */
let engaged = 0;
let last = 0;
let front: boolean;
/** How many hundredths of the page were scrolled to, once that is told. */
let deep: number;

/** The origin, where it is another's; of what has none, browsers say `null`, of four letters. */
export const away = ({ hostname, origin }: URL | HTMLAnchorElement): string =>
  own.includes(hostname) || !origin[4] ? '' : origin;

/** Measures what has happened, under a live grant only. */
export const event = (name: string, params?: object | 0): void => {
  const now = Date.now();
  if (page && live() && !queue[99])
    queue.push({
      id: newId(now),
      age: -now,
      name: text(name),
      page,
      title,
      referrer,
      engaged,
      params: clean(params),
    });
  engaged = 0;
};

// Less than a tenth of a second is none: a page that is left is hidden twice.
const rest = () => {
  if (engaged > 99) event('page_engagement');
};

/** Whether another page is shown than at the last look. */
export const look = (): boolean | undefined => {
  const now = Date.now();
  // No more than between two looks: a computer that sleeps engages nobody.
  if (front) engaged += Math.min(now - last, 2e3);
  last = now;
  front = !document.hidden && document.hasFocus();
  // As far as it reaches now: a callback may add to it.
  const end = window.dataLayer?.length as number;
  // Not before it is seen: a prerendered page may never be.
  if (!live() || (!page && document.hidden)) return;
  // What the page has put into the data layer since, by `gtag` or `lupa.event`. Only `arguments` objects are commands (FACTS
  // 0.5): no arrays, and other objects are no lists; of the commands, `event` alone. A page view by hand is left out: each
  // page is counted already.
  while (page && heard[0] < end)
    try {
      const one = (window.dataLayer as unknown[])[heard[0]++] as [unknown, string, Params?];
      const [command, name, params] = one;
      if (command === 'event' && !(one as { map?: unknown }).map) {
        if (name !== 'page_view') event(name, params);
        // A page may wait for it before it goes on, as it does with Google's tag.
        (params?.['event_callback'] as (() => void) | undefined)?.();
      }
    } catch {
      // It is the page's: a getter may throw.
    }
  const here = new URL(location.href);
  let term = '';
  for (const [name, value] of [...here.searchParams]) {
    if (search.includes(name)) term ||= value;
    if (!query.includes(name)) here.searchParams.delete(name);
  }
  const next = here.pathname + here.search;
  const moved = next !== page;
  if (moved) {
    rest();
    referrer = page ? '' : away(new URL(document.referrer, here));
    page = next;
    deep = 0;
  }
  title = text(document.title);
  if (moved) event('page_view');
  if (term && (moved || term !== sought)) event('view_search_results', terms && { search_term: term });
  sought = term;
  return moved;
};

/** Once a second: a page that has just come may still set its title. */
export const tick = (): void => {
  if (!look()) send();
};

/** Whenever it is shown or hidden. */
export const turn = (): void => {
  look();
  rest();
  send(1);
};

/** In its own turn of a frame, just before the layout that it asks for. */
export const scroll = (): void => {
  if (!deep && scrollY + innerHeight > document.documentElement.scrollHeight * 0.9) {
    deep = 90;
    event('scroll', { percent_scrolled: deep });
  }
};
