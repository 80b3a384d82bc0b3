/** An owner has forgotten to hold a pixel: `?lupa-debug` shows which request fired too early, and what was held. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, launch, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

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

test('a pixel that the page loads by itself is named with its purpose; what is held is named beside it', async () => {
  const one = await visit(browser, 'en');
  const ads = product.google.replace('//google.', '//ads.');
  // As markup of the page's own does: the guard cannot see it.
  await one.context.addInitScript((address) => {
    document.addEventListener('DOMContentLoaded', () => {
      const pixel = document.createElement('img');
      pixel.setAttribute('src', address);
      document.body.append(pixel);
    });
  }, `${ads}/pagead/conversion?label=forgotten`);
  await one.page.goto(`${product.demo}/en/shop?lupa-debug`);
  const panel = one.page.locator('lupa-debug');
  const table = (title: string) => panel.locator('details').filter({ hasText: title });
  await panel.getByText('TOO EARLY').waitFor();
  expect(await table('Requests to others').locator('tr.wrong').allInnerTexts()).toEqual([
    expect.stringMatching(
      /^ads\.localhost:\d+\s+\/pagead\/conversion\s+img\s+\d+\s+marketing \(Google Ads\)\s+TOO EARLY: its purpose was not granted$/,
    ),
  ]);
  const held = await table('Held back').locator('tr').allTextContents();
  expect(held.some((line) => /reading\.js.*analytics is not granted/.test(line))).toBe(true);
  expect(held.some((line) => /img.*marketing is not granted/.test(line))).toBe(true);
  expect(await table('The guard').locator('tr.wrong').count()).toBe(0);
  // The tool itself asks nobody but our own collector, for its own file.
  expect(foreign(one, product).map((address) => new URL(address).pathname)).toEqual(['/pagead/conversion']);
  expect(one.errors).toEqual([]);

  await one.page.getByRole('button', { name: 'Accept all' }).click();
  await panel.getByText('TOO EARLY: granted only later').waitFor();
  await panel.getByText('in time').first().waitFor();
  // By keyboard: the panel grows while more is noted, and what is pressed moves away from below a pointer.
  await one.page.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  await panel.waitFor({ state: 'detached' });
  await one.context.close();
});

test('the same page without the mistake has nothing to look at', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(`${product.demo}/en/shop?lupa-debug`);
  await one.page.locator('lupa-debug').getByText('unasked').waitFor();
  expect(await one.page.locator('lupa-debug .wrong').allTextContents()).toEqual([]);
  await one.context.close();
});
