/** A page without a browser, for the fake tag to run in: enough to see what it would send and keep. */
import { createContext, runInContext } from 'node:vm';
import { readAssets } from '../../../demo/assets.ts';
import { containerScript, tagScript } from '../../../demo/google/tag.ts';

export interface Sent {
  by: 'fetch' | 'beacon' | 'image';
  method: string;
  origin: string;
  query: URLSearchParams;
  body: string;
}

export interface TestPage {
  sent: Sent[];
  cookies: Map<string, string>;
  /** Runs in the page, where `gtag` is as the demo's stub has it. */
  run(code: string): void;
  /** Loads the tag, or the container of this id. */
  load(container?: string): void;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  leave(): void;
}

const assets = await readAssets();
const stub = 'var dataLayer = []; function gtag() { dataLayer.push(arguments); }';

export const testPage = (cookies = new Map<string, string>()): TestPage => {
  const sent: Sent[] = [];
  let now = 1_790_000_000_000;
  let timers: { at: number; run: () => void }[] = [];
  const listeners: Record<string, (() => void)[]> = {};
  const take = (by: Sent['by'], method: string, address: string, body?: string) => {
    const url = new URL(address);
    sent.push({ by, method, origin: url.origin, query: url.searchParams, body: body ?? '' });
  };
  const listen = (name: string, run: () => void) => {
    listeners[name] = [...(listeners[name] ?? []), run];
  };
  const document = {
    currentScript: { src: 'http://google.localhost:1/gtag/js?id=G-T1' },
    referrer: '',
    title: 'A page',
    visibilityState: 'visible',
    addEventListener: listen,
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      cookies.set(name, value);
    },
  };
  const page: Record<string, unknown> = {
    document,
    URL,
    URLSearchParams,
    console,
    crypto,
    Date: class extends Date {
      static override now = () => now;
    },
    location: { href: 'http://localhost:1/shop?q=1', hostname: 'localhost' },
    history: { pushState: () => {}, replaceState: () => {} },
    navigator: {
      language: 'fi-FI',
      sendBeacon: (address: string, body?: string) => {
        take('beacon', 'POST', address, body);
        return true;
      },
    },
    screen: { width: 1280, height: 800 },
    addEventListener: listen,
    removeEventListener: () => {},
    setTimeout: (run: () => void, wait: number) => timers.push({ at: now + wait, run }),
    clearTimeout: (number?: number) => {
      if (number !== undefined) timers[number - 1] = { at: Number.POSITIVE_INFINITY, run: () => {} };
    },
    Image: class {
      set src(address: string) {
        take('image', 'GET', address);
      }
    },
    fetch: async (address: string, init: { method: string; body?: string }) =>
      take('fetch', init.method, address, init.body),
  };
  page['window'] = page;
  createContext(page);
  runInContext(stub, page);
  return {
    sent,
    cookies,
    run: (code) => runInContext(code, page),
    load: (container) => {
      const path = container ? `/gtm.js?id=${container}` : '/gtag/js?id=G-T1';
      document.currentScript.src = `http://google.localhost:1${path}`;
      runInContext(container ? containerScript(assets) : tagScript(assets), page);
    },
    pass: (milliseconds) => {
      now += milliseconds;
      const due = timers.filter((one) => one.at <= now);
      timers = timers.map((one) => (one.at <= now ? { at: Number.POSITIVE_INFINITY, run: one.run } : one));
      for (const { run } of due) run();
    },
    leave: () => {
      for (const run of listeners['pagehide'] ?? []) run();
    },
  };
};
