/** How it looks: positions, light and dark, what an owner may change, print; and that the page stays as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placing } from '../../shared/positions.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { type Listening, listening, page as ownedPage, sendPage, startCollector } from './owned.ts';
import { type Product, startProduct, until } from './product.ts';
import { draw, enter, equip, fromRight, places, read } from './surfaces.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
let one: Visit;
let devtools: CDPSession;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
  one = await visit(browser, 'en');
  devtools = await one.context.newCDPSession(one.page);
  await one.page.goto(`${product.demo}/en/`);
  await one.page.getByRole('button', { name: 'Refuse all' }).waitFor();
  await equip(one.page);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const english = read.find(({ language }) => language === 'en') as (typeof read)[number];
const box = async (selector = 'lupa-banner section') => {
  const found = await one.page.locator(selector).boundingBox();
  if (!found) throw new Error(`${selector} is not on screen.`);
  return found;
};

describe('positions', () => {
  test('corner: at the start of the line, above the bottom edge; on the other side in languages from the right', async () => {
    await enter(one.page, devtools, { name: 'light' });
    await draw(one.page, 'lupa-banner', { notice: english });
    const left = await box();
    expect([left.x, 800 - left.y - left.height].map(Math.round)).toEqual([19, 19]);
    await draw(one.page, 'lupa-banner', { notice: fromRight });
    const right = await box();
    expect(Math.round(1280 - right.x - right.width)).toBe(19);
  });

  test('bar: from edge to edge, at the bottom, lower than the corner card', async () => {
    await draw(one.page, 'lupa-banner', { notice: english });
    const corner = await box();
    await draw(one.page, 'lupa-banner', { notice: english, place: placing.bar });
    const bar = await box();
    expect([bar.x, bar.width, bar.y + bar.height]).toEqual([0, 1280, 800]);
    expect(bar.height).toBeLessThan(corner.height * 0.7);
  });

  test('centre: in the middle, and the page around it can be used', async () => {
    await draw(one.page, 'lupa-banner', { notice: english, place: placing.centre });
    const { x, y, width, height } = await box();
    expect([x + width / 2, y + height / 2].map(Math.round)).toEqual([640, 400]);
    expect(
      await one.page.evaluate(() => document.elementFromPoint(1200, 400)?.closest('body')?.localName),
    ).toBe('body');
    expect(await one.page.evaluate(() => document.querySelector(':modal,[inert]'))).toBeNull();
  });

  test.each(places)(
    '%s on narrow screens: a sheet at the bottom, from edge to edge',
    async (_position, place) => {
      await enter(one.page, devtools, { name: '320 px', width: 320, height: 640 });
      await draw(one.page, 'lupa-banner', { notice: english, place });
      const sheet = await box();
      expect([sheet.x, sheet.width, sheet.y + sheet.height]).toEqual([0, 320, 640]);
      expect(sheet.height).toBeLessThanOrEqual(640 * 0.85 + 1);
    },
  );

  test("the site's setting reaches the banner, changes the notice's version, and costs other sites nothing", async () => {
    const shop: Listening = await listening((_request, response) =>
      sendPage(response, ownedPage(`<script async src="${collector.url}/s/shop/loader.js"></script>`)),
    );
    const origin = `http://localhost:${shop.port}`;
    const collector = await startCollector(temporaryFolder(), { origins: [origin] });
    const seen: Record<string, { box: number[]; version: string; carried: boolean }> = {};
    for (const [position, style] of places) {
      await collector.change({ position });
      const other = await visit(browser, 'en');
      const assets: Promise<string>[] = [];
      other.page.on('response', (response) => {
        if (/\/decide-/.test(response.url())) assets.push(response.text());
      });
      const notice = other.page.waitForResponse(/\/notice\//);
      await other.page.goto(origin);
      const {
        x = 0,
        y = 0,
        width = 0,
      } = (await other.page.locator('lupa-banner section').boundingBox()) ?? {};
      const [decide = ''] = await Promise.all(assets);
      seen[position] = {
        box: [x, y, width].map(Math.round),
        version: ((await (await notice).json()) as { version: string }).version,
        carried: /min-width:(30|60)em/.test(decide),
      };
      if (style) expect(decide).toContain(style);
      await other.context.close();
    }
    expect(seen.corner).toMatchObject({ box: [19, expect.any(Number), 510], carried: false });
    expect(seen.bar).toMatchObject({ box: [0, expect.any(Number), 1280], carried: true });
    expect(seen.centre).toMatchObject({ box: [385, expect.any(Number), 510], carried: true });
    expect(new Set(Object.values(seen).map(({ version }) => version)).size).toBe(3);
    await collector.close();
    await shop.close();
  });
});

describe('light and dark', () => {
  test('follow the system without any setting', async () => {
    const ground = async () =>
      one.page.locator('lupa-banner section').evaluate((card) => getComputedStyle(card).backgroundColor);
    await enter(one.page, devtools, { name: 'light', media: { colorScheme: 'light' } });
    await draw(one.page, 'lupa-banner', { notice: english });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await one.page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(23, 29, 34)');
  });
});

describe('what an owner may change', () => {
  const sources = readdirSync('widget/ui')
    .map((name) => readFileSync(`widget/ui/${name}`, 'utf8'))
    .join();
  const documents = readFileSync('docs/looks.md', 'utf8');
  const properties = [...new Set(sources.match(/--lupa-[a-z-]+/g))];
  const parts = [...new Set([...sources.matchAll(/\bpart="([a-z]+)"/g)].map(([, name = '']) => name))];

  test('every property and every part is documented, and no other', () => {
    expect(properties.length).toBeGreaterThan(6);
    expect(parts.length).toBeGreaterThan(4);
    expect([...new Set(documents.match(/--lupa-[a-z-]+/g))].sort()).toEqual(properties.sort());
    for (const part of parts) expect(documents).toContain(`\`${part}\``);
  });

  test('each property does what the documents say: it is seen in banner or preferences', async () => {
    for (const property of properties) {
      const value = { '--lupa-radius': '1px', '--lupa-font': 'monospace' }[property] ?? 'rgb(1, 2, 3)';
      const looks = async (css: string) => {
        await enter(one.page, devtools, { name: property, css });
        const all = [];
        for (const name of ['lupa-banner', 'lupa-preferences'] as const) {
          await draw(one.page, name, { notice: english });
          all.push(
            await one.page.locator(`${name} .root`).evaluate((root) =>
              [root, ...root.querySelectorAll('*')].map((each) => {
                const { color, backgroundColor, borderTopColor, borderTopLeftRadius, fontFamily } =
                  getComputedStyle(each);
                return [color, backgroundColor, borderTopColor, borderTopLeftRadius, fontFamily].join();
              }),
            ),
          );
        }
        return all;
      };
      const plain = await looks('');
      expect(await looks(`:root{${property}:${value}}`), property).not.toEqual(plain);
      expect(await looks(`lupa-banner,lupa-preferences{${property}:${value}}`), property).not.toEqual(plain);
    }
  });
});

describe('on paper (for reader mode see reading.test.ts)', () => {
  test('printing leaves out banner, preferences and button', async () => {
    await enter(one.page, devtools, { name: 'paper', media: { media: 'print' } });
    for (const name of ['lupa-banner', 'lupa-preferences'] as const) {
      await draw(one.page, name, { notice: english });
      expect(await one.page.locator(`${name} .root`).isVisible()).toBe(false);
      await one.page.emulateMedia({ media: 'screen' });
      expect(await one.page.locator(`${name} .root`).isVisible(), 'it is there on screen').toBe(true);
      await one.page.emulateMedia({ media: 'print' });
    }
    const other = await visit(browser, 'en');
    await other.page.goto(`${product.demo}/en/`);
    await other.page.getByRole('button', { name: 'Refuse all' }).click();
    const button = other.page.locator('lupa-button button');
    // It is drawn when the banner has gone.
    await button.waitFor({ state: 'visible' });
    await other.page.emulateMedia({ media: 'print' });
    expect(await button.isVisible()).toBe(false);
    await other.context.close();
  });
});

describe('the page stays as it is', () => {
  test.each([
    [1280, 800],
    [320, 640],
  ])('nothing of it is shifted, moved or marked, whatever its layout (%i × %i)', async (width, height) => {
    for (const css of [
      '',
      'html{display:grid;gap:40px}',
      'html{display:flex;justify-content:space-between}',
      'body{display:flex;gap:9px}',
      '*+*{margin-top:7px}',
      'body>:first-child{margin:0}body>:not(:first-child){margin:11px}',
    ]) {
      const other = await visit(browser, 'en', { viewport: { width, height } });
      await other.context.addInitScript((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
        window.heard = [];
        const hear = (entries: PerformanceEntryList) => {
          for (const entry of entries) window.heard.push((entry as unknown as { value: number }).value);
        };
        const observer = new PerformanceObserver((list) => hear(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        window.listen = () => hear(observer.takeRecords());
      }, css);
      const boxes = () =>
        other.page.evaluate(() =>
          [...document.querySelectorAll('body,body *')]
            .filter((each) => !each.localName.startsWith('lupa-'))
            .map((each) => {
              const { x, y, width, height } = each.getBoundingClientRect();
              return [each.localName, x, y + scrollY, width, height, each.attributes.length].join();
            }),
        );
      // The page by itself first: the loader is held back.
      let answer = () => {};
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await other.page.route('**/loader.js', async (route) => {
        await answered;
        await route.continue();
      });
      await other.page.goto(`${product.demo}/en/`, { waitUntil: 'domcontentloaded' });
      await other.page.evaluate(() => document.fonts.ready);
      await until(
        () => other.page.evaluate(() => [...document.images].every((each) => each.complete)),
        'the images are there',
      );
      // What the page shifted by itself while it loaded is not ours.
      await other.page.evaluate(
        () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 50))),
      );
      const before = await boxes();
      await other.page.evaluate(() => {
        window.listen();
        window.heard = [];
      });
      answer();
      await other.page.getByRole('button', { name: 'Choose' }).click();
      await other.page.getByRole('dialog').waitFor();
      expect(await boxes(), css).toEqual(before);
      await other.page.getByRole('dialog').getByRole('button', { name: 'Refuse all' }).click();
      await other.page.locator('lupa-button').waitFor({ state: 'attached' });
      expect(await boxes(), css).toEqual(before);
      const shifts = await other.page.evaluate(() => {
        window.listen();
        return window.heard;
      });
      expect(shifts, css).toEqual([]);
      await other.context.close();
    }
  });
});
