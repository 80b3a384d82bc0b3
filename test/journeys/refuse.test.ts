import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, forget, launch, ours, stored, type Visit, visit } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

interface Decided {
  kind: string;
  content: {
    visitor: string | null;
    how: string;
    answers: { purpose: string; answer: string }[];
    signal: string | null;
  };
}
const decisions = async (): Promise<Decided[]> => {
  const answer = (await (await product.desk('/v1/ledger?limit=1000')).json()) as { events: Decided[] };
  return answer.events.filter(({ kind }) => kind === 'decision');
};
/** Until then the refusal waits in this browser, and is sent again from the next page. */
const acknowledged = (one: Visit) =>
  until(async () => Object.keys((await stored(one)).local).length === 0, 'the refusal is acknowledged');
/** Longer than the tag gathers events for (FACTS 4.4: up to five seconds). */
const settled = 6000;

describe('C1, R38: before a choice', () => {
  test('nothing is requested from anyone else, and nothing is stored, whatever is scrolled, read and left', async () => {
    const one = await visit(browser);
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    await one.page.mouse.wheel(0, 3000);
    await one.page.keyboard.press('Escape');
    await one.page.goto(`${product.demo}/shop`);
    await one.page.waitForTimeout(settled);
    expect(foreign(one, product)).toEqual([]);
    expect(await stored(one)).toEqual({ cookies: [], local: {}, session: {} });
    expect(await decisions()).toEqual([]);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    expect(one.errors).toEqual([]);
    await one.context.close();
  });
});

describe('refusing', () => {
  test('zero requests to Google, no cookie but ours, one anonymous decision, no identifier in the browser', async () => {
    const one = await visit(browser);
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    await until(async () => (await decisions()).length === 1, 'the refusal is in the ledger');
    await acknowledged(one);
    await one.page.goto(`${product.demo}/shop`);
    await one.page.locator('[data-product=solo]').click();
    await one.page.waitForTimeout(settled);
    expect(foreign(one, product)).toEqual([]);
    const { cookies, local, session } = await stored(one);
    expect(cookies.map(({ name }) => name)).toEqual(['lupa']);
    expect([local, session]).toEqual([{}, {}]);
    const [decision] = await decisions();
    expect(decision?.content).toMatchObject({ visitor: null, how: 'reject_all', signal: null });
    expect(decision?.content.answers.every(({ answer }) => answer === 'denied')).toBe(true);
    const { visits } = (await (await product.desk('/v1/visits')).json()) as { visits: [] };
    expect(visits).toEqual([]);
    expect(one.errors).toEqual([]);
    await one.context.close();
  });

  test('C21: the cookie is the same bytes for everybody who chose the same on the same day', async () => {
    const today = () => new Date().getUTCDate();
    const both = async (): Promise<string[]> => {
      const began = today();
      const before = (await decisions()).length;
      const values = await Promise.all(
        ['fi', 'en'].map(async (language) => {
          const one = await visit(browser, language);
          await one.page.goto(`${product.demo}${language === 'en' ? '/en/' : '/'}`);
          await one.page
            .getByRole('button', { name: language === 'en' ? 'Refuse all' : 'Hylkää kaikki' })
            .click();
          const value = await until(
            async () => (await one.context.cookies())[0]?.value,
            'the cookie is written',
          );
          await until(
            async () => (await decisions()).length >= before + 2,
            'both refusals are in the ledger',
          );
          await one.context.close();
          return value;
        }),
      );
      // On another day it is another cookie.
      return began === today() ? values : both();
    };
    const values = await both();
    expect(values[0]).toBe(values[1]);
  });

  test('C14: a returning refuser is not asked again, and makes one request of ours', async () => {
    const before = (await decisions()).length;
    const one = await visit(browser);
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    await until(async () => (await decisions()).length > before, 'the refusal is in the ledger');
    await acknowledged(one);
    forget(one);
    await one.page.goto(`${product.demo}/shop`, { waitUntil: 'networkidle' });
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
    expect(await ours(one, product)).toEqual(['/s/demo/loader.js']);
    expect(await one.page.getByRole('button', { name: 'Hylkää kaikki' }).count()).toBe(0);
    await one.context.close();
  });
});

describe('C23: Global Privacy Control', () => {
  test('refuses for the page: no prompt, no request, no cookie, and the preferences button stays', async () => {
    const before = (await decisions()).length;
    const one = await visit(browser);
    await one.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
    });
    await one.page.goto(product.demo, { waitUntil: 'networkidle' });
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
    expect(await one.page.locator('lupa-banner').count()).toBe(0);
    expect(await ours(one, product)).toEqual(['/s/demo/loader.js']);
    expect(foreign(one, product)).toEqual([]);
    expect(await stored(one)).toEqual({ cookies: [], local: {}, session: {} });
    expect((await decisions()).length).toBe(before);
    await one.context.close();
  });
});

describe('the languages', () => {
  test.each([
    ['/', 'fi', 'Hyväksy kaikki', 'Hylkää kaikki', 'Valitse itse'],
    ['/sv/', 'sv', 'Godkänn alla', 'Avböj alla', 'Välj själv'],
    ['/en/', 'en', 'Accept all', 'Refuse all', 'Choose'],
  ])('%s speaks %s', async (path, _language, accept, refuse, choose) => {
    // The browser's own language must not matter: the page's does.
    const one = await visit(browser, 'de');
    await one.page.goto(product.demo + path);
    for (const name of [accept, refuse, choose])
      await one.page.getByRole('button', { name, exact: true }).waitFor();
    await one.context.close();
  });
});
