/** Reader mode: what Firefox's reader view takes from a page has none of our words in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const reader = readFileSync(
  join(createRequire(import.meta.url).resolve('@mozilla/readability'), '../Readability.js'),
  'utf8',
);

let product: Product;
let browser: Browser;
beforeAll(async () => {
  const ports = (await freePorts(3)) as [number, number, number];
  product = await startProduct({ folder: temporaryFolder(), ports });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The words of the article, as the reader view would show them. */
const read = (page: Page): Promise<string> =>
  page.evaluate(`${reader}; new Readability(document.cloneNode(true)).parse()?.textContent ?? ''`);

/** The words of ours that are on the page now. */
const spoken = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(({ localName }) => localName.startsWith('lupa-'))
      .flatMap((element) => [...(element.shadowRoot?.querySelectorAll('h2, h3, p, button') ?? [])])
      .map(({ textContent }) => textContent?.trim() ?? '')
      .filter((words) => words.length > 5),
  );

test('leaves the banner, the preferences and the button out of what is read', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(`${product.demo}/en/privacy`);
  await one.page.getByRole('button', { name: 'Refuse all' }).waitFor();
  const banner = await spoken(one.page);
  await one.page.getByRole('button', { name: 'Choose', exact: true }).click();
  await one.page.getByRole('switch').first().waitFor();
  const all = [...banner, ...(await spoken(one.page))];
  expect(all.length).toBeGreaterThan(10);
  const article = await read(one.page);
  expect(article.length).toBeGreaterThan(2000);
  expect(all.filter((words) => article.includes(words))).toEqual([]);

  // The control: the same words outside a shadow root are read, so the check has power.
  await one.page.evaluate(() => {
    const { shadowRoot } = document.querySelector('lupa-banner') as HTMLElement;
    const words = [...(shadowRoot?.querySelectorAll('h2, p') ?? [])].map((part) => part.cloneNode(true));
    document.querySelector('main p')?.after(...words);
  });
  expect(banner.some((words) => words.length > 40)).toBe(true);
  const bent = await read(one.page);
  expect(banner.filter((words) => bent.includes(words)).length).toBeGreaterThan(0);
  await one.context.close();
});
