/** What a contender transfers besides what the page has anyway: requests, and bytes of their bodies as they are sent. */
import { accept, open, pause, stillBanner, visit, watch } from './visit.mjs';

/** Notes what goes over the network; answers what begins a new account and gives the old one. */
const accountant = async (page) => {
  let bodies = new Map();
  const listen = (name, note) => page.on(`Network.${name}`, note);
  listen('requestWillBeSent', ({ requestId, request: { url } }) => bodies.set(requestId, { url, size: 0 }));
  listen('requestServedFromCache', ({ requestId }) => bodies.delete(requestId));
  listen('responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) bodies.delete(requestId);
    else if (bodies.has(requestId)) bodies.get(requestId).head = response.encodedDataLength;
  });
  listen('loadingFinished', ({ requestId, encodedDataLength }) => {
    const body = bodies.get(requestId);
    if (body) body.size = encodedDataLength - (body.head ?? 0);
  });
  await page.send('Network.enable');
  return () => {
    const all = [...bodies.values()];
    bodies = new Map();
    return all;
  };
};

/** The first visit until the banner stands; the next page after accepting, with the cache and without. */
export const transfers = (chromium, origin, contender) =>
  visit(chromium, { slowdown: 1, latency: 0 }, async (page) => {
    const address = `${origin}/${contender.name}`;
    const isOwn = ({ url }) =>
      url === address || url.startsWith(`${origin}/assets/`) || url.includes('/gtag/');
    const close = await accountant(page);
    const sum = () => {
      const requests = close().filter((request) => !isOwn(request));
      return {
        bytes: requests.reduce((so, { size }) => so + size, 0),
        requests: requests.length,
        urls: requests.map(({ url, size }) => `${new URL(url).pathname} ${size}`),
      };
    };
    await watch(page, contender);
    await open(page, address);
    await stillBanner(page, contender);
    const first = sum();
    await accept(page, contender);
    await pause(1000);
    close();
    await open(page, address);
    await pause(500);
    const returning = sum();
    await page.send('Network.setCacheDisabled', { cacheDisabled: true });
    await open(page, address);
    await pause(500);
    return { first, returning, uncached: sum() };
  });
