/** The visitor's own page: from the preferences to everything that is held, to a file, to its erasure, and back to a site that is quiet. */
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Held } from '../../shared/mine.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, reported, stored, type Visit, visit } from './browser.ts';
import { type Listening, listening, page, startCollector } from './owned.ts';
import { type Place, startProduct, until } from './product.ts';

let collector: Awaited<ReturnType<typeof startCollector>>;
let owner: Listening;
let browser: Browser;
let shop: string;

/** What an owner's pages may send along. */
const headers: Record<string, (collector: string) => Record<string, string>> = {
  '/plain': () => ({}),
  // Origin: null on a form that leads elsewhere.
  '/silent': () => ({ 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' }),
  '/strict': (url) => ({
    'content-security-policy': `default-src 'none'; script-src ${url}; img-src data:; connect-src ${url}; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lupa lit-html`,
  }),
  // The browser lets nothing through (docs/own-page.md).
  '/closed': () => ({
    'content-security-policy': "form-action 'self'",
    'cross-origin-opener-policy': 'same-origin',
  }),
};

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  shop = `http://localhost:${port}`;
  collector = await startCollector(temporaryFolder(), { origins: [shop], name: 'The shop' });
  owner = await listening((request, response) => {
    const own = headers[request.url ?? '']?.(collector.url) ?? {};
    response
      .writeHead(200, { 'content-type': 'text/html', ...own })
      .end(
        page(`<script async src="${collector.url}/s/shop/loader.js"></script>`).replace(
          'lang="en"',
          `lang="${Object.keys(own).length ? 'fi' : 'en'}"`,
        ),
      );
  }, port);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await owner?.close();
  await collector?.close();
});

const keyring = async (one: Visit) =>
  JSON.parse((await stored(one)).local['lupa:shop'] ?? 'null') as {
    key: string;
    receipt?: object;
    visited?: number;
  } | null;

/** Grants everything on a page, and waits until the collector has answered to the grant and to the visit: nothing comes later. */
const granting = async (path: string, language = 'en'): Promise<{ one: Visit; key: string }> => {
  const one = await visit(browser, language);
  await one.page.goto(shop + path);
  await one.page.getByRole('button', { name: language === 'fi' ? 'Hyväksy kaikki' : 'Accept all' }).click();
  await reported(one);
  await until(async () => (await keyring(one))?.receipt, 'the receipt is here');
  return { one, key: (await keyring(one))?.key ?? '' };
};

/** Opens the visitor's own page from the preferences. */
const opened = async (one: Visit, language = 'en', shows?: string): Promise<Page> => {
  const [button, link] =
    language === 'fi'
      ? ['Yksityisyysvalinnat', 'Mitä sinusta on tallennettu']
      : ['Privacy choices', 'See what is held about you'];
  await one.page.getByRole('button', { name: button }).click();
  const folder = process.env['LUPA_SHOTS'];
  if (folder) await one.page.screenshot({ path: `${folder}/preferences-${language}.png` });
  const popup = one.context.waitForEvent('page');
  await one.page.getByRole('button', { name: link }).click();
  const own = await popup;
  await (shows ? own.getByText(shows) : own.getByRole('heading', { level: 2 })).first().waitFor();
  return own;
};

const saved = async (own: Page, name: string): Promise<string> => {
  const download = own.waitForEvent('download');
  await own.getByRole('button', { name }).click();
  return readFileSync(await (await download).path(), 'utf8');
};

const wrongs = async (own: Page): Promise<string[]> => {
  // The page runs no script: the checker comes through the browser.
  const session = await own.context().newCDPSession(own);
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])))`,
    awaitPromise: true,
  });
  return JSON.parse(result.value as string) as string[];
};

test('preferences → own page → see → take along → erase → the site is quiet and asks nothing', async () => {
  const { one, key } = await granting('/plain');
  await until(async () => (await collector.visits()).length === 1, 'the visit is there');
  const own = await opened(one);
  expect(own.url()).toBe(`${collector.url}/s/shop/mine`);
  await own.getByText('Everything allowed (in the question about cookies)').waitFor();
  await own.getByText('127.0.0.0').waitFor();
  expect(await own.getByText('/plain').count()).toBe(1);
  for (const width of [1280, 320]) {
    await own.setViewportSize({ width, height: 900 });
    expect(await own.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const folder = process.env['LUPA_SHOTS'];
    if (folder) await own.screenshot({ path: `${folder}/mine-${width}.png`, fullPage: true });
  }
  expect(await wrongs(own)).toEqual([]);

  const held = JSON.parse(await saved(own, 'Save as JSON')) as Held;
  expect(held).toMatchObject({ live: true, visits: [{ page: '/plain' }] });
  expect(await saved(own, 'Save as CSV (table)')).toMatch(/\r\nvisit,.*\/plain/);

  await own.getByText('Receipt', { exact: true }).click();
  expect(await saved(own, 'Receipt as a file (JSON-LD)')).toContain('dpv:ConsentReceipt');
  const printing = own.context().waitForEvent('page');
  await own.getByRole('button', { name: 'Receipt to print' }).click();
  const receipt = await printing;
  await receipt.getByText('“Accept all” was pressed on the banner').waitFor();
  await receipt.setViewportSize({ width: 320, height: 900 });
  expect(await receipt.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await receipt.close();

  // Not by mistake: the browser itself demands the tick.
  await own.getByRole('button', { name: 'Erase' }).click();
  expect(own.url()).toMatch(/\/mine$/);
  await own.getByRole('checkbox').check();
  await own.getByRole('button', { name: 'Erase' }).click();
  await own.getByRole('heading', { name: 'It is erased' }).waitFor();
  expect(await collector.visits()).toEqual([]);
  expect(await wrongs(own)).toEqual([]);
  await own.getByRole('button', { name: 'Back to what is held' }).click();
  await own.getByText('Nothing holds any more.').waitFor();
  await own.close();

  // Back on the site.
  await one.page.bringToFront();
  await one.page.evaluate(() => dispatchEvent(new Event('focus')));
  await until(
    async () => !(await one.page.evaluate(() => window.lupa?.allows('analytics'))),
    'the gate shuts',
  );
  expect(await keyring(one)).toBeNull();
  expect(await one.page.locator('lupa-preferences').count()).toBe(0);
  await one.page.reload({ waitUntil: 'networkidle' });
  await one.page.getByRole('button', { name: 'Privacy choices' }).waitFor();
  expect(await one.page.locator('lupa-banner').count(), 'nothing is asked').toBe(0);
  expect(await one.page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
  expect(await collector.visits()).toEqual([]);
  for (const address of one.requests) expect(address.href).not.toContain(key);
  expect(one.errors).toEqual([]);
  await one.context.close();
});

test.each(['/silent', '/strict'])(
  'it opens from a page with the headers of %s, in Finnish, and the key is in no address',
  async (path) => {
    const { one, key } = await granting(path, 'fi');
    const referrers: string[] = [];
    one.context.on('request', (request) => referrers.push(request.headers()['referer'] ?? ''));
    const own = await opened(one, 'fi');
    await own.getByText('Kaikki sallittu (evästekysymyksessä)').waitFor();
    expect(await own.locator('html').getAttribute('lang')).toBe('fi');
    expect(
      [...one.requests.map(String), ...referrers, own.url()].filter((each) => each.includes(key)),
    ).toEqual([]);
    await one.context.close();
  },
);

test('where the headers let nothing through, the page says so at once, and whom to ask', async () => {
  const { one, key } = await granting('/closed', 'fi');
  const own = await opened(one, 'fi', 'Yhteystiedot');
  await own.getByText('Sivustolta ei tullut avainta').waitFor();
  expect(await own.locator('main').textContent()).toContain('Example Oy, privacy@example.fi');
  expect(await own.getByText('Odotetaan sivua').isVisible()).toBe(false);
  expect(one.requests.filter((each) => each.href.includes(key))).toEqual([]);
  await one.context.close();
});

test("it opens from the demo's own pages, whose headers are strict", async () => {
  const place: Place = { folder: temporaryFolder(), ports: (await freePorts(3)) as Place['ports'] };
  const product = await startProduct(place);
  try {
    const one = await visit(browser);
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
    await until(
      () => one.page.evaluate(() => JSON.parse(localStorage['lupa:demo'] ?? '{}').receipt),
      'the receipt is here',
    );
    const own = await opened(one, 'fi');
    await own.getByText('Kaikki sallittu (evästekysymyksessä)').waitFor();
    expect(one.errors).toEqual([]);
    await one.context.close();
  } finally {
    await product.stop();
  }
});

test('after an erasure another tab is quiet from its next page on, also where the page that opened it is gone', async () => {
  const others = (await collector.visits()).length;
  const { one, key } = await granting('/plain');
  await until(async () => (await collector.visits()).length > others, 'the visit is there');
  const tab = await one.context.newPage();
  await tab.goto(`${shop}/plain`);
  const own = await opened(one);
  await one.page.close();
  await own.getByRole('checkbox').check();
  await own.getByRole('button', { name: 'Erase' }).click();
  await own.getByText('with the next page that you open').waitFor();
  expect(await tab.evaluate(() => window.lupa?.allows('analytics'))).toBe(true);
  await tab.goto(`${shop}/plain`);
  await until(
    async () => !(await tab.evaluate(() => window.lupa?.allows('analytics'))),
    'the gate of the next page shuts',
  );
  expect(await tab.evaluate(() => JSON.stringify(localStorage))).not.toContain(key);
  expect(await collector.visits()).toHaveLength(others);
  await one.context.close();
});

test('where its module cannot be had, the page gets no error of ours', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(`${shop}/plain`);
  await one.page.getByRole('button', { name: 'Refuse all' }).click();
  await one.page.getByRole('button', { name: 'Privacy choices' }).click();
  await one.context.route('**/assets/**', (route) => route.abort());
  const failed = one.page.waitForEvent('requestfailed');
  await one.page.getByRole('button', { name: 'See what is held about you' }).click();
  await failed;
  await one.page.waitForTimeout(200);
  expect(one.errors.filter((each) => /imported module/.test(each))).toEqual([]);
  await one.context.close();
});

test('who has allowed nothing is told that nothing is held', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(`${shop}/plain`);
  await one.page.getByRole('button', { name: 'Refuse all' }).click();
  await one.page.getByRole('button', { name: 'Privacy choices' }).click();
  const popup = one.context.waitForEvent('page');
  await one.page.getByRole('button', { name: 'See what is held about you' }).click();
  await (await popup).getByText('This browser has no key').waitFor();
  await one.context.close();
});

test('a browser that was away learns of the erasure with its next visit', async () => {
  const others = (await collector.visits()).length;
  const { one, key } = await granting('/plain');
  await until(async () => (await collector.visits()).length > others, 'the visit is there');
  const erased = await fetch(`${collector.url}/s/shop/mine/erase`, {
    method: 'POST',
    body: JSON.stringify({ v: 1, visitorKey: key }),
    headers: { origin: shop, 'content-type': 'text/plain' },
  });
  expect(erased.status).toBe(200);
  // The session is over.
  await one.page.evaluate(() => {
    const ring = JSON.parse(localStorage['lupa:shop']);
    localStorage['lupa:shop'] = JSON.stringify({ ...ring, visited: 0 });
    localStorage['lupaDue'] = '0';
  });
  await one.page.reload();
  await until(async () => (await keyring(one)) === null, 'the key is gone');
  expect(await one.page.evaluate(() => window.lupa?.allows('analytics'))).toBe(false);
  expect(await collector.visits()).toHaveLength(others);
  await one.context.close();
});

test('the receipt is kept without a server', async () => {
  const { one } = await granting('/strict', 'fi');
  const receipt = (await keyring(one))?.receipt;
  await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
  await one.context.setOffline(true);
  const download = one.page.waitForEvent('download');
  await one.page.getByRole('link', { name: 'Tallenna kuitti valinnastasi' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('receipt.json');
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toEqual(receipt);
  await one.context.close();
});
