import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, demoKeys, startDemo } from '../../demo/server.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, stored, visit } from './browser.ts';
import { until } from './product.ts';

/** A collector that takes every connection and never answers. */
const asked: Socket[] = [];
const hanging = createServer((socket) => {
  asked.push(socket);
  socket.on('error', () => {});
}).listen(0, '127.0.0.1');
let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  if (!hanging.listening) await once(hanging, 'listening');
  const collector = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const folder = temporaryFolder();
  const keys = await demoKeys(folder);
  demo = await startDemo({
    host: '127.0.0.1',
    port: 0,
    folder,
    collector: { public: collector, staff: collector },
    keys,
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
  for (const socket of asked) socket.destroy();
  hanging.close();
});

test('a hanging collector: the page paints while the loader is still unanswered, works, and nothing is loaded', async () => {
  const one = await visit(browser);
  await one.page.goto(demo.origin, { waitUntil: 'commit' });
  const painted = await until(
    () => one.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
    'the first paint',
  );
  expect(painted).toBeGreaterThan(0);
  await until(async () => asked.length > 0, 'the loader is asked for');
  expect(await one.page.evaluate(() => Array.isArray(window.lupa)), 'and has not arrived').toBe(true);
  await one.page.locator('h1').waitFor();
  await one.page.goto(`${demo.origin}/shop`, { waitUntil: 'commit' });
  await one.page.locator('[data-product=team]').click();
  await one.page.waitForTimeout(1000);
  const elsewhere = one.requests.filter(
    ({ origin, pathname }) => origin !== demo.origin && !pathname.endsWith('/loader.js'),
  );
  expect(elsewhere.map(String)).toEqual([]);
  expect(await stored(one)).toEqual({ cookies: [], local: {}, session: {} });
  await one.context.close();
});
