/** A visitor's browser: headless Chromium that speaks to nobody but this machine. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowsers, quiet } from '../../tools/browsers.mjs';
import { until } from './product.ts';

export const launch = (): Promise<Browser> => {
  const { chromium: executablePath } = findBrowsers(['chromium']);
  if (!executablePath) throw new Error('There is no Chromium.');
  return chromium.launch({ executablePath, args: quiet });
};

/** A visit in a clean profile: every request is noted, and every violation of the page's CSP or error of a script. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  requests: URL[];
  /** Ids of the requests that went over the network, with their addresses: not what the browser had in its cache. */
  sent: Map<string, URL>;
  /** Of these, the ones of which the browser has not yet said where their answer came from. */
  open: Set<string>;
  /** What went wrong in any page. */
  errors: string[];
}

/** How long Playwright waits for what it is told to do. */
export const patience = 90_000;

export const visit = async (browser: Browser, language = 'fi', options = {}): Promise<Visit> => {
  const context = await browser.newContext({ locale: language, ...options });
  context.setDefaultTimeout(patience);
  const requests: URL[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(new URL(request.url())));
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const page = await context.newPage();
  const sent = new Map<string, URL>();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const open = new Set<string>();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    sent.set(requestId, new URL(request.url));
    open.add(requestId);
  });
  network.on('Network.requestServedFromCache', ({ requestId }) => {
    sent.delete(requestId);
    open.delete(requestId);
  });
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) sent.delete(requestId);
    open.delete(requestId);
  });
  network.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId));
  return { context, page, requests, sent, open, errors };
};

/** Requests to whatever is not the site and not the collector. */
export const foreign = (
  { requests }: Visit,
  { demo, collector }: { demo: string; collector: string },
): string[] =>
  requests
    .filter(({ origin, protocol }) => /^http/.test(protocol) && origin !== demo && origin !== collector)
    .map(String);

/** Requests to the collector: ours. A hashed file that the browser had in its cache is none. */
export const ours = async (
  { requests, sent, open }: Visit,
  { collector }: { collector: string },
): Promise<string[]> => {
  const isFile = ({ origin, pathname }: URL) => origin === collector && pathname.startsWith('/assets/');
  const waits = () => [...sent].some(([id, address]) => open.has(id) && isFile(address));
  await until(async () => !waits(), 'it is told which files came from the cache');
  const overTheNetwork = new Set([...sent.values()].map(String));
  return requests
    .filter((one) => one.origin === collector)
    .filter((one) => !isFile(one) || overTheNetwork.has(String(one)))
    .map(({ pathname }) => pathname);
};

/** Forgets what was requested so far. */
export const forget = ({ requests, sent, open }: Visit): void => {
  requests.length = 0;
  sent.clear();
  open.clear();
};

/** The demo's form waits for the widget no longer than a visitor would; a busy machine takes longer. */
export const unhurried = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const { setTimeout } = window;
    window.setTimeout = ((then: () => void, milliseconds?: number, ...given: unknown[]) =>
      setTimeout(
        then,
        milliseconds === 2000 || milliseconds === 8000 ? 90_000 : milliseconds,
        ...given,
      )) as typeof window.setTimeout;
  });

/** Waits until a grant is delivered, its visit reported, and that noted for the next page, which then has nothing to do. */
export const reported = (one: Visit, site = 'shop'): Promise<unknown> =>
  until(async () => {
    const { local } = await stored(one);
    const { visited } = JSON.parse(local[`lupa:${site}`] ?? '{}') as { visited?: number };
    return visited !== undefined && Number(local['lupaDue']) > Date.now();
  }, 'the grant is delivered, the visit reported');

/** Everything that the page's origin has stored in this browser. */
export const stored = async ({ context, page }: Visit) => ({
  cookies: (await context.cookies()).map(({ name, value }) => ({ name, value })),
  local: await page.evaluate(() => ({ ...localStorage })),
  session: await page.evaluate(() => ({ ...sessionStorage })),
});
