/** What a tag has queued when a grant ends, wherever it ends, with the demo's Google (C12, FACTS 4.4). */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, forget, launch, reported, stored, type Visit, visit } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';
import { holdQueues, passQueue, quiet } from './queued.ts';

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

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const hits = (one: Visit) => one.requests.filter(({ pathname }) => pathname.endsWith('/g/collect'));

/**
 * Three tabs in the shop with everything granted, each with an event that the tag has queued and not sent; in the first one the
 * preferences are open. Five seconds after it the event would be sent: they begin when the tab is watched for its silence.
 */
const threeTabs = async (): Promise<[Visit, ...Page[]]> => {
  const one = await visit(browser);
  await holdQueues(one.context);
  await one.page.goto(`${product.demo}/shop`);
  await press(one.page, 'Hyväksy kaikki');
  await reported(one, 'demo');
  const pages = [one.page, await one.context.newPage(), await one.context.newPage()];
  for (const page of pages.slice(1)) await page.goto(`${product.demo}/shop`);
  await until(async () => hits(one).length >= 3, 'Google got a hit from each');
  await quiet(one);
  await press(one.page, 'Yksityisyysvalinnat');
  await one.page.getByRole('button', { name: 'Hylkää kaikki', exact: true }).waitFor();
  await Promise.all(
    pages.map((page) =>
      page.evaluate(() => {
        sessionStorage.setItem('_ga_tab', '1');
        document.querySelector<HTMLElement>('[data-product=team]')?.click();
      }),
    ),
  );
  forget(one);
  return [one, ...pages];
};

/** Nothing leaves; `pages` are shut, and swept: what one loaded anew at once has stored for its tab goes with the tab. */
const silent = async (one: Visit, pages: Page[]): Promise<void> => {
  for (const page of pages) await passQueue(page);
  await one.page.waitForTimeout(10_000);
  expect(foreign(one, product)).toEqual([]);
  for (const page of pages) {
    expect(await page.evaluate(() => [window.lupa?.allows('analytics'), sessionStorage.length])).toEqual([
      false,
      0,
    ]);
  }
  await until(async () => {
    const { cookies, local } = await stored(one);
    return cookies.map(({ name }) => name).join() === 'lupa' && Object.keys(local).length === 0;
  }, 'the end is told, and nothing is kept');
  expect(one.errors.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
};

// Each waits for ten seconds of nothing: together.
describe.concurrent('C12: ten seconds of silence, with an event queued in each of three tabs', () => {
  test('after a press: in the tab of the press, in one that is loaded anew at once, in one that is left alone', async () => {
    const [one, own, again, ...others] = await threeTabs();
    await press(own as Page, 'Hylkää kaikki');
    await again?.reload();
    await silent(one, [own as Page, ...others]);
    expect(await again?.evaluate(() => window.lupa?.allows('analytics'))).toBe(false);
    await one.context.close();
  });

  test('after the collector has said that the consent is no longer live: in the tab that heard it, and in all others', async () => {
    const [one, ...pages] = await threeTabs();
    // Ended at the server, as by the same key in another browser.
    const ring = JSON.parse((await stored(one)).local['lupa:demo'] ?? '{}');
    const now = Date.now();
    const digits = now.toString(16).padStart(12, '0');
    const answer = await fetch(`${product.collector}/s/demo/decisions`, {
      method: 'POST',
      headers: { origin: product.demo, 'content-type': 'text/plain' },
      body: JSON.stringify({
        v: 1,
        id: `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000001`,
        at: now,
        notice: ring.notice,
        language: ring.language,
        answers: { analytics: 'denied', marketing: 'denied' },
        terms: ring.terms,
        how: 'withdraw_all',
        surface: 'api',
        visitorKey: ring.key,
        sequence: ring.sequence + 1,
      }),
    });
    expect(answer.status).toBe(201);
    await one.page.evaluate(() => {
      const { visited, ...rest } = JSON.parse(localStorage['lupa:demo']);
      localStorage['lupa:demo'] = JSON.stringify({ ...rest, visited: visited - 18e5 });
      localStorage.lupaDue = '1';
    });
    const told = await one.context.newPage();
    await told.goto(`${product.demo}/`);
    await until(() => told.evaluate(() => window.lupa?.allows('analytics') === false), 'the page is told');
    // Until then this page was under a grant that it knew no end of: its own tag may have begun.
    forget(one);
    await silent(one, [...pages, told]);
    await one.context.close();
  });
});

describe.concurrent('Trusted Types, with a tag of another vendor', () => {
  test.each([
    ["script-src 'nonce-once' 'strict-dynamic'"],
    [
      "default-src 'none'; script-src 'nonce-once' {collector} {google}; connect-src 'self' {collector} {google}; img-src 'self' {google} {ads}",
    ],
  ])('%s: nothing is violated from the question to the withdrawal, and Google gets its hit', async (part) => {
    // What a test answers in the demo's place has no address of this machine, which alone may ask this machine unasked.
    const one = await visit(browser, 'fi', { permissions: ['local-network-access'] });
    const policy =
      `${part}; style-src 'self'; require-trusted-types-for 'script'; trusted-types lupa lit-html`
        .replaceAll('{collector}', product.collector)
        .replaceAll('{google}', product.google)
        .replaceAll('{ads}', product.google.replace('google.', 'ads.'));
    await one.context.route(`${product.demo}/**`, async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const answer = await route.fetch();
      const body = (await answer.text()).replaceAll('<script', '<script nonce="once"');
      const headers = { ...answer.headers(), 'content-security-policy': policy };
      return route.fulfill({ response: answer, body, headers });
    });
    await one.page.goto(`${product.demo}/shop`);
    await press(one.page, 'Valitse itse');
    await one.page.getByRole('dialog').getByRole('button', { name: 'Hyväksy kaikki' }).click();
    await until(async () => hits(one).length > 0, 'Google got a hit');
    await press(one.page, 'Yksityisyysvalinnat');
    await press(one.page, 'Hylkää kaikki');
    await until(() => one.page.evaluate(() => window.lupa?.allows('analytics') === false), 'it is withdrawn');
    await one.page.waitForTimeout(300);
    expect(one.errors).toEqual([]);
    await one.context.close();
  });
});
