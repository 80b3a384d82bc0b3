/**
 * What the gate's observer costs a page that churns 50,000 nodes: with and without Lupa, in turns, in one run.
 * `npm run build && node bench/observer.mjs`: the medians of five rounds, and their ratio.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { findBrowsers, quiet } from '../tools/browsers.mjs';

const rounds = 5;
const settings = {
  base: 'http://127.0.0.1:9',
  purposes: { analytics: 1, marketing: 1 },
  hosts: [['tracker.test', 'analytics']],
  decide: ['/none.js', 'sha256-none'],
  button: { en: 'Privacy choices' },
};
const loader = readFileSync('dist/widget/loader.js', 'utf8').replace('__LUPA_SETTINGS__', () =>
  JSON.stringify(settings),
);
// The visitor has refused: nothing is asked, and the gate keeps watch.
const cookie = `lupa=1~${(Math.floor(Date.now() / 864e5) + 30).toString(36)}~~!analytics.1~!marketing.1`;
const server = createServer(({ url }, response) => {
  response.setHeader('set-cookie', cookie);
  response.setHeader('content-type', url === '/loader.js' ? 'text/javascript' : 'text/html');
  const tag = url === '/with' ? '<script src="/loader.js"></script>' : '';
  response.end(
    url === '/loader.js' ? loader : `<!doctype html><title>A page</title>${tag}<body><main></main>`,
  );
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

/** In the page: `steps` insertions of `size` nodes each, the microtasks of each awaited; milliseconds. */
const churn = async ([steps, size]) => {
  const main = document.querySelector('main');
  const began = performance.now();
  for (let step = 0; step < steps; step++) {
    const part = document.createElement('section');
    let at = part;
    for (let node = 1; node < size; node++) {
      const made = document.createElement(node % 2 ? 'p' : 'span');
      made.append('x');
      at.append(made);
      // Some depth, as pages have.
      at = node % 50 ? (node % 5 ? at : made) : part;
    }
    main.append(part);
    if (step % 10 === 9) main.firstChild.remove();
    await null;
  }
  return performance.now() - began;
};

const browser = await chromium.launch({ executablePath: findBrowsers(['chromium']).chromium, args: quiet });
const median = (all) => all.toSorted((one, other) => one - other)[all.length >> 1];
for (const [name, ...work] of [
  ['50,000 nodes one by one', 50_000, 1],
  ['50,000 nodes in hundreds', 500, 100],
  ['50,000 nodes at once', 1, 50_000],
]) {
  const took = { with: [], without: [] };
  for (let round = 0; round < rounds * 2; round++) {
    const kind = round % 2 ? 'with' : 'without';
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/${kind}`);
    if (kind === 'with')
      await page.waitForFunction(() => window.lupa?.allows && document.querySelector('lupa-button'));
    took[kind].push(await page.evaluate(churn, work));
    await page.close();
  }
  const [withLupa, without] = [median(took.with), median(took.without)];
  console.log(
    `${name}: without ${without.toFixed(1)} ms, with ${withLupa.toFixed(1)} ms, ratio ${(withLupa / without).toFixed(3)}, ${((1e3 * (withLupa - without)) / 50_000).toFixed(2)} µs a node`,
  );
}
await browser.close();
server.close();
