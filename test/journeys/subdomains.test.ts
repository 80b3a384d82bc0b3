/** Subdomains that share one choice (DESIGN section 3, *visitor*): the cookie is common, the visitor key is not. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { forget, launch, reported, stored, type Visit, visit } from './browser.ts';
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

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const press = (one: Visit, name: string) => one.page.getByRole('button', { name, exact: true }).click();
const choose = async (one: Visit, name: string) => {
  await press(one, 'Privacy choices');
  await press(one, name);
};
const allows = (one: Visit) => one.page.evaluate(() => window.lupa?.allows('analytics'));
const cookies = async ({ context }: Visit) =>
  (await context.cookies()).map(({ name, domain, value }) => [name, domain, value.replace(/^1~\w+~/, '')]);
const keys = async (one: Visit) => Object.keys((await stored(one)).local);

const granted = [['lupa', '.lupa.localhost', '~analytics.1~marketing.1']];
const denied = [['lupa', '.lupa.localhost', '~!analytics.1~!marketing.1']];

describe.each([
  ['asked directly', undefined],
  ["behind its owner's proxy", '/lupa'],
])('a collector that is %s', (_, proxyPath) => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let owner: Listening;
  let www: string;
  let shop: string;
  const seen: Seen[] = [];
  /** What the next answer that sets the cookie again waits for. */
  let held: Promise<unknown> | undefined;

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    [www, shop] = [`http://www.lupa.localhost:${port}`, `http://shop.lupa.localhost:${port}`] as const;
    collector = await startCollector(temporaryFolder(), {
      origins: [www, shop],
      cookieDomain: 'lupa.localhost',
      ...(proxyPath && { proxyPath }),
    });
    const proxy = ownersProxy(collector.url, seen, (path) => {
      const wait = path.endsWith('/cookie') ? held : undefined;
      if (wait) held = undefined;
      return wait;
    });
    owner = await listening((request, response) => {
      if (proxy(request, response)) return;
      const from = proxyPath ?? collector.url;
      sendPage(response, page(`<script async src="${from}/s/shop/loader.js"></script>`));
    }, port);
  });
  afterAll(async () => {
    await owner?.close();
    await collector?.close();
  });

  /** Accepts on one subdomain, and waits until nothing is under way. */
  const accepted = async (): Promise<Visit> => {
    const one = await visit(browser, 'en');
    await one.page.goto(www);
    await press(one, 'Accept all');
    await reported(one);
    await until(async () => (await keys(one)).length === 2, 'the cookie is set again');
    return one;
  };

  test('a choice made on one holds on the other, without a question, in one cookie', async () => {
    const one = await accepted();
    expect(await cookies(one)).toEqual(granted);
    forget(one);
    await one.page.goto(shop, { waitUntil: 'networkidle' });
    expect(await allows(one)).toBe(true);
    expect(await one.page.evaluate(() => (window as { ran?: boolean }).ran)).toBe(true);
    expect(await one.page.locator('lupa-banner').count()).toBe(0);
    expect(await keys(one), 'the key stays where it was made').toEqual([]);
    const ours = one.requests.filter(({ pathname }) => pathname.includes('/s/shop/'));
    expect(ours.length, 'the loader, and no visit without the key').toBe(1);
    await one.context.close();
  });

  test.each([
    ['by the preferences', 'reject_all', (one: Visit) => choose(one, 'Refuse all')],
    ['by the page', 'withdraw_all', (one: Visit) => one.page.evaluate(() => window.lupa?.withdraw())],
  ] as const)(
    'a withdrawal %s on the one without the key is told as a refusal; the one with the key tells the withdrawal',
    async (_by, how, withdraw) => {
      const before = (await collector.decisions()).length;
      const since = async () => (await collector.decisions()).slice(before);
      const one = await accepted();
      await until(async () => (await since()).length === 1, 'the grant is stored');
      await one.page.goto(shop);
      await one.page.getByRole('button', { name: 'Privacy choices' }).waitFor();
      await withdraw(one);
      await until(async () => (await since()).length === 2, 'the refusal is stored');
      const answers = [
        { purpose: 'analytics', answer: 'denied' },
        { purpose: 'marketing', answer: 'denied' },
      ];
      expect((await since())[1]).toMatchObject({ visitor: null, how, answers });
      expect(await cookies(one)).toEqual(denied);

      await one.page.goto(www);
      await until(async () => (await since()).length === 3, 'the withdrawal is stored');
      const [grant, , withdrawal] = await since();
      expect(withdrawal).toMatchObject({ visitor: grant?.visitor, how: 'withdraw_all', answers });
      await until(async () => (await keys(one)).length === 0, 'the key is gone');
      expect(await allows(one)).toBe(false);
      expect(await cookies(one)).toEqual(denied);

      forget(one);
      await one.page.goto(www, { waitUntil: 'networkidle' });
      expect(one.requests.length, 'nothing is told twice: the page and the loader').toBe(2);
      await one.context.close();
    },
  );

  if (proxyPath)
    test('C12: an answer to one that arrives after a withdrawal on the other is put right', async () => {
      const one = await visit(browser, 'en');
      // However slow this machine is: the request is not cut off, and what waits for its end waits until it is told.
      await one.context.addInitScript(() => {
        AbortController.prototype.abort = () => {};
        const page = window as unknown as { late: (() => void)[] };
        const { setTimeout } = window;
        page.late = [];
        window.setTimeout = ((then: () => void, milliseconds?: number, ...given: unknown[]) =>
          milliseconds === 3000
            ? page.late.push(then)
            : setTimeout(then, milliseconds, ...given)) as typeof window.setTimeout;
      });
      const asked = () => seen.filter(({ path }) => path.endsWith('/cookie')).length;
      const before = asked();
      let release = () => {};
      held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await one.page.goto(www);
      await press(one, 'Accept all');
      await until(async () => asked() === before + 1, 'the grant is to be set again');
      const other = { ...one, page: await one.context.newPage() };
      await other.page.goto(shop);
      await choose(other, 'Refuse all');
      await until(async () => asked() === before + 2, 'the refusal is to be set again');
      await until(async () => (await keys(other)).length === 0, 'and is');
      release();
      const last = async () => (await cookies(one))[0]?.[2];
      await until(async () => (await last()) === granted[0]?.[2], 'the answer overtakes it');
      await other.page.evaluate(() => {
        for (const then of (window as unknown as { late: (() => void)[] }).late) then();
      });
      expect(await cookies(one)).toEqual(denied);
      await one.context.close();
    });

  test('C12, C30: tabs on both obey at once', async () => {
    const one = await accepted();
    const other = { ...one, page: await one.context.newPage() };
    await other.page.goto(shop);
    await until(() => allows(other), 'it holds there');
    await choose(one, 'Refuse all');
    await until(async () => (await cookies(one))[0]?.[2]?.startsWith('~!'), 'the refusal is kept');
    expect(await allows(other)).toBe(false);
    await one.context.close();
  });
});

test('a choice from before the subdomains shared one does not stand in the way of a later one', async () => {
  const [port = 0] = await freePorts(1);
  const www = `http://www.lupa.localhost:${port}`;
  const collector = await startCollector(temporaryFolder(), { origins: [www] });
  const owner = await listening((_, response) => {
    sendPage(response, page(`<script async src="${collector.url}/s/shop/loader.js"></script>`));
  }, port);
  const one = await visit(browser, 'en');
  await one.page.goto(www);
  await press(one, 'Accept all');
  await until(() => allows(one), 'it is granted');
  for (const [cookieDomain, domain] of [
    ['lupa.localhost', '.lupa.localhost'],
    [undefined, 'www.lupa.localhost'],
  ] as const) {
    await collector.change({ origins: [www], ...(cookieDomain && { cookieDomain }) });
    // The loader that the browser has is good for five minutes.
    await (await one.context.newCDPSession(one.page)).send('Network.clearBrowserCache');
    await one.page.goto(www, { waitUntil: 'networkidle' });
    await choose(one, 'Refuse all');
    await until(async () => (await allows(one)) === false, 'it is denied');
    await one.page.goto(www, { waitUntil: 'networkidle' });
    expect(await allows(one), `on the next page, with ${domain}`).toBe(false);
    expect(await cookies(one)).toEqual([['lupa', domain, '~!analytics.1~!marketing.1']]);
    await choose(one, 'Accept all');
    await until(() => allows(one), 'it is granted again');
  }
  await one.context.close();
  await owner.close();
  await collector.close();
});
