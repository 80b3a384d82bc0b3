/** What must hold behind any owner's proxy: driven in a browser, whichever program the proxy is. */
import type { Browser, Cookie } from 'playwright-core';
import { expect } from 'vitest';
import { forget, reported, stored, type Visit, visit } from './browser.ts';
import type { Seen, startCollector } from './owned.ts';
import { until } from './product.ts';

type Collector = Awaited<ReturnType<typeof startCollector>>;

const ourCookie = async ({ context }: Visit): Promise<Cookie | undefined> =>
  (await context.cookies()).find(({ name }) => name === 'lupa');

/** Days until the cookie ends, by that clock: of a day that begins meanwhile the test knows nothing. */
const lasts = (cookie: Cookie | undefined, now = Date.now()) => (cookie?.expires ?? 0) / 86_400 - now / 864e5;

const press = (one: Visit, name: string) => one.page.getByRole('button', { name, exact: true }).click();

/** What the collector set, in the order of the answers. */
const settings = (one: Visit): string[] => {
  const set: string[] = [];
  one.context.on('response', async (response) => {
    const { 'set-cookie': value } = await response.allHeaders().catch(() => ({ 'set-cookie': '' }));
    if (new URL(response.url()).pathname.startsWith('/lupa/') && value) set.push(value);
  });
  return set;
};

/** First visit, accept, reload, refuse, and the page's own withdrawal. `seen` is what reached the collector, which keeps `address`. */
export const drive = async (
  browser: Browser,
  shop: string,
  collector: Collector,
  seen: Seen[],
  address: string,
): Promise<void> => {
  const one = await visit(browser, 'en', {
    extraHTTPHeaders: { 'x-forwarded-for': '192.0.2.1' },
    ignoreHTTPSErrors: true,
  });
  const secure = shop.startsWith('https:');
  await one.context.addCookies([
    { name: 'session', value: 'canary', url: shop, httpOnly: true },
    { name: 'basket', value: 'canary', url: shop },
  ]);
  const set = settings(one);
  const before = (await collector.decisions()).length;
  const began = Date.now();
  await one.page.goto(`${shop}/`);
  await press(one, 'Accept all');
  await until(async () => set.length === 1, 'the cookie is set again');
  const granted = await ourCookie(one);
  const expires = new Date((granted?.expires ?? 0) * 1000).toUTCString();
  expect(set).toEqual([
    `lupa=${granted?.value}; Path=/; Expires=${expires}; SameSite=Lax${secure ? '; Secure' : ''}`,
  ]);
  expect(granted).toMatchObject({ httpOnly: false, sameSite: 'Lax', secure, path: '/' });
  expect(granted?.value).toMatch(/~~analytics\.1~marketing\.1$/);
  expect(lasts(granted, began)).toBeGreaterThan(364);
  expect(lasts(granted)).toBeLessThanOrEqual(365);
  await until(() => one.page.evaluate(() => (window as { ran?: boolean }).ran), 'the held script runs');
  await until(async () => (await collector.decisions()).length === before + 1, 'the grant is stored');
  await until(async () => (await collector.visits()).length > 0, 'the visit is stored');
  const visits = await collector.visits();
  expect(visits.at(-1)?.address, 'what the proxy saw, not what a visitor claims').toBe(address);
  await reported(one);
  await until(
    async () => Object.keys((await stored(one)).local).length === 2,
    'no answer with a cookie is awaited',
  );

  forget(one);
  await one.page.reload({ waitUntil: 'networkidle' });
  expect(await one.page.evaluate(() => window.lupa?.allows('analytics'))).toBe(true);
  const below = one.requests.filter(({ pathname }) => pathname.startsWith('/lupa/'));
  expect(
    below.map(({ pathname }) => pathname),
    'one request for who comes back',
  ).toEqual(['/lupa/s/shop/loader.js']);

  await press(one, 'Privacy choices');
  await press(one, 'Refuse all');
  await until(async () => set.length === 2, 'the cookie is set again');
  await until(async () => Object.keys((await stored(one)).local).length === 0, 'nothing else is kept');
  const refused = await ourCookie(one);
  expect(refused?.value).toMatch(/~~!analytics\.1~!marketing\.1$/);
  expect(lasts(refused, began)).toBeGreaterThan(183);
  expect(lasts(refused)).toBeLessThanOrEqual(184);

  await one.page.reload({ waitUntil: 'networkidle' });
  expect(await one.page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
  await press(one, 'Privacy choices');
  await press(one, 'Accept all');
  await until(async () => set.length === 3, 'the cookie is set again');
  await one.page.evaluate(() => window.lupa?.withdraw());
  await until(async () => set.length === 4, 'the cookie is set again');
  expect((await ourCookie(one))?.value, 'C21: as if refused').toBe(refused?.value);
  await until(async () => (await collector.decisions()).length === before + 4, 'all four are stored');

  expect(one.requests.filter(({ origin }) => origin !== shop).map(String), 'nothing but the shop').toEqual(
    [],
  );
  expect(one.errors).toEqual([]);
  expect(seen.length).toBeGreaterThan(10);
  const cookies = seen.map(({ headers, path }) => [path, headers.cookie]).filter(([, value]) => value);
  expect(cookies.length).toBe(4);
  for (const [path, value] of cookies) {
    expect(path, 'where it is needed').toBe('/s/shop/cookie');
    expect(value, 'ours alone').toMatch(/^lupa=1~[^;]*$/);
  }
  expect(JSON.stringify(seen), 'no session of the shop reaches the collector').not.toContain('canary');
  await one.context.close();
};
