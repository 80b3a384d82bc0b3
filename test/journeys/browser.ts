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

export const visit = async (browser: Browser, language = 'fi', options = {}): Promise<Visit> => {
  const context = await browser.newContext({ locale: language, ...options });
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

/** Everything that the page's origin has stored in this browser. */
export const stored = async ({ context, page }: Visit) => ({
  cookies: (await context.cookies()).map(({ name, value }) => ({ name, value })),
  local: await page.evaluate(() => ({ ...localStorage })),
  session: await page.evaluate(() => ({ ...sessionStorage })),
});
