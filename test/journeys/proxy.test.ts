/** The collector under a path of the owner's own origin: the cookie is set again by HTTP (docs/proxy.md). */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, stored, visit } from './browser.ts';
import {
  type Listening,
  listening,
  ownersProxy,
  page,
  type Seen,
  sendPage,
  startCollector,
} from './owned.ts';
import { until } from './product.ts';
import { drive } from './proxied.ts';

const seen: Seen[] = [];
/** What the next answer that sets the cookie again waits for. */
let held: Promise<unknown> | undefined;
let collector: Awaited<ReturnType<typeof startCollector>>;
let owner: Listening;
let browser: Browser;
let shop: string;

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  shop = `http://localhost:${port}`;
  collector = await startCollector(temporaryFolder(), {
    origins: [shop, `http://other.localhost:${port}`],
    proxyPath: '/lupa',
  });
  const proxy = ownersProxy(collector.url, seen, (path) => {
    const wait = path.endsWith('/cookie') ? held : undefined;
    if (wait) held = undefined;
    return wait;
  });
  owner = await listening((request, response) => {
    if (proxy(request, response)) return;
    const base = request.url === '/based' ? '<base href="http://elsewhere.invalid/far/">' : '';
    const own = `http://${request.headers.host}`;
    sendPage(response, page(`<script async src="${own}/lupa/s/shop/loader.js"></script>`, base));
  }, port);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await owner?.close();
  await collector?.close();
});

test('accepting, coming back, refusing and withdrawing: each choice is set again as it is, and no other cookie arrives', async () => {
  await drive(browser, shop, collector, seen, '198.51.100.0');
});

test('C12: a withdrawal while the answer to a grant is under way stays one, on this page and on the next', async () => {
  const one = await visit(browser, 'en');
  let release = () => {};
  held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = seen.length;
  await one.page.goto(shop);
  await one.page.getByRole('button', { name: 'Accept all' }).click();
  await until(async () => seen.slice(asked).some(({ path }) => path === '/s/shop/cookie'), 'it is asked for');
  await one.page.getByRole('button', { name: 'Privacy choices' }).click();
  await one.page.getByRole('button', { name: 'Refuse all' }).click();
  const value = async () => (await stored(one)).cookies.find(({ name }) => name === 'lupa')?.value ?? '';
  await until(async () => (await value()).endsWith('~!analytics.1~!marketing.1'), 'the refusal is kept');
  await until(async () => Object.keys((await stored(one)).local).length === 0, 'it is set again, and told');
  release();
  await one.page.waitForTimeout(500);
  expect(await value()).toMatch(/~!analytics\.1~!marketing\.1$/);
  await one.page.reload({ waitUntil: 'networkidle' });
  expect(await one.page.evaluate(() => window.lupa?.allows('analytics'))).toBe(false);
  await one.context.close();
});

test("another origin of the site asks its own proxy, and a page's <base> bends nothing", async () => {
  for (const address of [shop.replace('localhost', 'other.localhost'), `${shop}/based`]) {
    const one = await visit(browser, 'en');
    await one.page.goto(address);
    const before = seen.length;
    await one.page.getByRole('button', { name: 'Refuse all' }).click();
    await until(async () => seen.slice(before).some(({ path }) => path.endsWith('/decisions')), 'it arrives');
    const own = new URL(address).origin;
    expect(one.requests.filter(({ origin }) => origin !== own).map(String)).toEqual([]);
    await one.context.close();
  }
});

test("another site's page is refused through the proxy as well, with and without cookies", async () => {
  const body = JSON.stringify({ v: 1 });
  for (const path of ['/lupa/s/shop/decisions', '/lupa/s/shop/cookie']) {
    const answer = await fetch(shop + path, {
      method: 'POST',
      body,
      headers: {
        origin: 'https://evil.example',
        'content-type': 'text/plain',
        cookie: 'lupa=1~zzz~~analytics.1',
      },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
});
