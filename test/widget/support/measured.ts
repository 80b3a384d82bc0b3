/** A page of a site that measures through the collector's relay, and what it has sent. */
import type { Measured } from '../../../shared/analytics.ts';
import { newSite, type open as Open, open, pause, type Request, until } from './page.ts';

type Opened = Awaited<ReturnType<typeof Open>>;
export type Sent = Request & { body: Required<Pick<Request['body'], 'session' | 'events' | 'visitorKey'>> };

/**
 * Notes what goes wrong on the page, lets a test say whether it is in front, has the module look ten times a second, counts how
 * often it has, and has it stop while it is `asleep`.
 */
const watching = `<script>var errors = [], looks = 0, asleep = false;
onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason));
{ const every = setInterval; window.setInterval = (act, wait) => every(() => asleep || (act(), looks++), wait / 10); }
document.hasFocus = () => window.front !== false;</${'script'}>`;

export const measuredPage = async (query: Record<string, string> = {}, site = newSite()) => {
  const opened: Opened = await open(site, {
    tags: 'relay',
    ...query,
    head: watching + (query['head'] ?? ''),
  });
  const posts: Sent[] = [];
  const others: Request[] = [];
  const look = async () => {
    for (const one of await opened.requests()) (one.path === '/analytics' ? posts : others).push(one as Sent);
    return posts;
  };
  const page = opened.page as typeof opened.page & {
    errors: string[];
    front?: boolean;
    looks: number;
    asleep: boolean;
    gtag: (...given: unknown[]) => void;
  };
  const events = async (): Promise<Measured[]> => (await look()).flatMap(({ body }) => body.events);
  /** Waits until the module has looked so many times more. */
  const looked = (times = 1): Promise<unknown> => {
    const before = page.looks;
    return until(() => page.looks >= before + times, `${times} looks`);
  };
  return {
    ...opened,
    page,
    site,
    others,
    posts: look,
    events,
    looked,
    /** The events of a name, waiting for at least so many. */
    named: async (name: string, least = 1): Promise<Measured[]> => {
      const found = async () => (await events()).filter((one) => one.name === name);
      await until(async () => (await found()).length >= least, `${least} × ${name}`);
      return found();
    },
    /** Waits for longer than events are gathered. */
    settled: async (): Promise<string[]> => {
      // Where nothing measures nothing looks.
      await (page.looks ? looked(3) : pause(300));
      return (await events()).map(({ name }) => name);
    },
    /** As if the tab were put away, or shown again. */
    turn: (hidden: boolean) => {
      Object.defineProperty(page.document, 'hidden', { configurable: true, value: hidden });
      page.document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
    follow: (markup: string, type = 'click', button = 0) => {
      page.document.body.insertAdjacentHTML('beforeend', markup);
      const link = page.document.body.lastElementChild as HTMLElement;
      link.addEventListener(type, (event) => {
        event.preventDefault();
        event.stopPropagation();
      });
      link.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, button }));
    },
  };
};

/** A page whose visitor has granted everything, and that was counted. */
export const grantedPage = async (query: Record<string, string> = {}, site = newSite()) => {
  const opened = await measuredPage(query, site);
  await opened.press('Accept all');
  await opened.named('page_view');
  return opened;
};
