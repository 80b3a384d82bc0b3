/** Fair by test: what a visitor does, and what comes of it, from the first page to the ledger. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, launch, stored, type Visit, visit } from './browser.ts';
import { decisions } from './ledger.ts';
import { type Product, startProduct, until } from './product.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
let one: Visit;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
});
beforeEach(async () => {
  one = await visit(browser);
});
afterEach(async () => {
  await one.context.close();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const press = (name: string) => one.page.getByRole('button', { name, exact: true }).click();
const asked = () => one.page.getByRole('region', { name: 'Evästeet: sinä valitset' }).waitFor();
/** Nothing is decided: nothing kept here or there, nothing asked of anybody else, and the question stands. */
const undecided = async (before: number) => {
  await asked();
  expect(await stored(one)).toEqual({ cookies: [], local: {}, session: {} });
  expect(foreign(one, product)).toEqual([]);
  expect((await decisions(product)).length).toBe(before);
};

describe('C9: nothing but a press of a button decides', () => {
  const ways: [string, () => Promise<void>][] = [
    ['Escape in the page', () => one.page.keyboard.press('Escape')],
    [
      'Escape in the banner',
      async () => {
        await one.page.keyboard.press('Tab');
        await one.page.keyboard.press('Tab');
        await one.page.keyboard.press('Escape');
      },
    ],
    [
      'scrolling',
      async () => {
        await one.page.mouse.move(1000, 300);
        await one.page.mouse.wheel(0, 5000);
        await one.page.keyboard.press('End');
      },
    ],
    ['a click beside it', () => one.page.mouse.click(1200, 300)],
    ['a press of keys (WCAG 2.1.4)', () => one.page.keyboard.type('accept yes jy\n ')],
    [
      'the next page',
      async () => {
        await one.page.goto(`${product.demo}/shop`);
      },
    ],
    [
      'a page and back again',
      async () => {
        await one.page.goto(`${product.demo}/shop`);
        await one.page.goBack();
      },
    ],
    [
      'pressing, and letting go elsewhere (WCAG 2.5.2)',
      async () => {
        await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).hover();
        await one.page.mouse.down();
        await one.page.mouse.move(1200, 300);
        await one.page.mouse.up();
      },
    ],
    [
      'closing the preferences',
      async () => {
        await press('Valitse itse');
        await one.page.getByRole('switch').first().click();
        await press('Sulje muuttamatta mitään');
      },
    ],
    [
      'Escape in the preferences',
      async () => {
        await press('Valitse itse');
        await one.page.getByRole('switch').first().click();
        await one.page.keyboard.press('Escape');
      },
    ],
    [
      'a click beside the preferences, and closing them',
      async () => {
        await press('Valitse itse');
        await one.page.mouse.click(10, 10);
        await one.page.getByRole('dialog').waitFor();
        await one.page.keyboard.press('Escape');
      },
    ],
  ];
  test.each(ways)('not %s', async (_name, act) => {
    const before = (await decisions(product)).length;
    await one.page.goto(product.demo);
    await asked();
    await act();
    // Longer than the widget waits for anything but the network.
    await one.page.waitForTimeout(200);
    expect(await one.page.getByRole('dialog').count()).toBe(0);
    await undecided(before);
  });

  test('not a day of waiting (WCAG 2.2.1)', async () => {
    const before = (await decisions(product)).length;
    await one.page.clock.install();
    await one.page.goto(product.demo);
    await asked();
    await one.page.clock.runFor('24:00:00');
    await undecided(before);
  });
});

describe('C7: each purpose by itself', () => {
  test.each([
    ['Kävijätilastot', { analytics: 'granted', marketing: 'denied' }],
    ['Mainosten mittaus', { analytics: 'denied', marketing: 'granted' }],
  ])('%s alone is what is recorded', async (name, answers) => {
    const before = (await decisions(product)).length;
    await one.page.goto(product.demo);
    await press('Valitse itse');
    await one.page.getByRole('switch', { name }).click();
    await press('Tallenna valintani');
    const made = await until(async () => (await decisions(product))[before], 'the decision is in the ledger');
    expect([made.content.how, made.content.surface]).toEqual(['save', 'preferences']);
    expect(Object.fromEntries(made.content.answers.map(({ purpose, answer }) => [purpose, answer]))).toEqual(
      answers,
    );
    for (const [purpose, answer] of Object.entries(answers))
      expect(await one.page.evaluate((asked) => window.lupa?.allows(asked), purpose)).toBe(
        answer === 'granted',
      );
  });
});

describe('C10: no wall', () => {
  test.each([
    [1280, 800],
    [320, 640],
  ])(
    'the page can be read, scrolled, filled in and left with the question open (%i px)',
    async (width, height) => {
      await one.page.setViewportSize({ width, height });
      await one.page.goto(`${product.demo}/register`);
      await asked();
      expect(await one.page.locator('[inert],[aria-hidden=true] form').count()).toBe(0);
      await one.page.locator('#name').pressSequentially('Aino');
      expect(await one.page.locator('#name').inputValue()).toBe('Aino');
      // The banner has stepped aside for the field that has the focus: below it is the page.
      await one.page.mouse.move(width / 2, height - 60);
      await one.page.mouse.wheel(0, 300);
      await until(() => one.page.evaluate(() => scrollY > 0), 'the page scrolls');
      await one.page.mouse.click(width - 4, height - 60);
      await one.page.evaluate(() => scrollTo(0, 0));
      await one.page.locator('header a.brand').first().click();
      await until(async () => new URL(one.page.url()).pathname === '/', 'the link works');
      await asked();
    },
  );

  test('refusing loses nothing of the page', async () => {
    const words = async () => (await one.page.locator('main').allInnerTexts()).join();
    await one.page.goto(`${product.demo}/shop`);
    await asked();
    const before = await words();
    await press('Hylkää kaikki');
    await until(async () => (await one.context.cookies()).length === 1, 'the refusal is kept');
    await one.page.reload();
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
    expect(await words()).toBe(before);
  });
});

describe('C11: as easy to withdraw as to give', () => {
  test('two presses from any page, for what took one or two (WCAG 3.3.4)', async () => {
    for (const path of ['/', '/shop', '/register', '/privacy']) {
      await one.page.goto(product.demo + path);
      if (path === '/') await press('Hyväksy kaikki');
      else await one.page.evaluate(() => window.lupa?.allows('analytics') || Promise.reject(new Error()));
      await press('Yksityisyysvalinnat');
      await press('Hylkää kaikki');
      await until(() => one.page.evaluate(() => !window.lupa?.allows('analytics')), `withdrawn from ${path}`);
      await one.page.reload();
      await press('Yksityisyysvalinnat');
      await press('Hyväksy kaikki');
      await until(() => one.page.evaluate(() => window.lupa?.allows('analytics')), 'given again');
    }
  });
});

describe('C18: the list of cookies is complete and true', () => {
  test('every cookie that a whole visit leaves is listed, and every listed one is real', async () => {
    const answer = await fetch(`${product.collector}/s/demo/notice/fi`);
    const { purposes } = (await answer.json()) as {
      purposes: {
        services: {
          name: string;
          provider: string;
          country: string;
          cookies: { name: string; lifetime: string; purpose: string }[];
        }[];
      }[];
    };
    const listed = purposes.flatMap(({ services }) => services.flatMap(({ cookies }) => cookies));
    await one.page.goto(product.demo);
    await press('Hyväksy kaikki');
    // Cookies and items of localStorage: the law knows no difference (ePrivacy 5(3)).
    const kept = async () => [
      ...(await one.context.cookies()).map(({ name }) => name),
      ...(await one.page.evaluate(() => Object.keys(localStorage))),
    ];
    const real = await until(async () => {
      const names = await kept();
      return names.length >= listed.length && names;
    }, 'the tags have set theirs');
    await one.page.goto(`${product.demo}/shop`);
    await one.page.locator('[data-product=solo]').click();
    await one.page.goto(`${product.demo}/register`);
    const after = await kept();
    const fits = (pattern: string, name: string) =>
      pattern.endsWith('*')
        ? pattern.slice(0, -1) !== name && name.startsWith(pattern.slice(0, -1))
        : name === pattern;
    for (const name of [...real, ...after])
      expect(
        listed.filter((cookie) => fits(cookie.name, name)),
        name,
      ).toHaveLength(1);
    for (const { name } of listed)
      expect(
        after.filter((each) => fits(name, each)),
        `${name} is nowhere`,
      ).not.toEqual([]);
    await press('Yksityisyysvalinnat');
    const dialog = one.page.getByRole('dialog');
    await dialog.locator('summary').first().waitFor();
    for (const summary of await dialog.locator('summary').all()) await summary.click();
    const words = (await dialog.allInnerTexts()).join();
    for (const { name, lifetime, purpose } of listed)
      for (const said of [name, lifetime, purpose]) expect(words).toContain(said);
    for (const { name, provider, country } of purposes.flatMap(({ services }) => services))
      for (const said of [name, provider, country]) expect(words).toContain(said);
  });
});
