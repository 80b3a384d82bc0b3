import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, forget, launch, ours, reported, stored, unhurried, type Visit, visit } from './browser.ts';
import { type Place, type Product, startProduct, until } from './product.ts';
import { holdQueues, passQueue, quiet } from './queued.ts';

const place: Place = { folder: temporaryFolder(), ports: [0, 0, 0] };
let product: Product;
let browser: Browser;
beforeAll(async () => {
  place.ports = (await freePorts(3)) as Place['ports'];
  product = await startProduct(place);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const json = async <T>(response: Promise<Response>): Promise<T> => (await response).json() as Promise<T>;
const lookUp = (by: string, value: string) =>
  json<{ persons: { id: string; name: string }[]; visitors: { id: string }[] }>(
    product.desk('/v1/lookups', { by, value, reason: 'a journey' }),
  );
const visits = async () =>
  (
    await json<{ visits: { visitor: string; page: string; address: string; browser: string }[] }>(
      product.desk('/v1/visits'),
    )
  ).visits;
const hits = (one: Visit) => one.requests.filter(({ pathname }) => pathname.endsWith('/g/collect'));
const tags = (one: Visit) => one.requests.filter(({ pathname }) => pathname === '/gtag/js');

const accepting = async (held = false): Promise<Visit> => {
  const one = await visit(browser);
  await unhurried(one.context);
  if (held) await holdQueues(one.context);
  await one.page.goto(product.demo);
  await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
  return one;
};

describe('accepting', () => {
  test('R40: loads the tag once, hits with analytics granted, stores decision and visit, and all of it survives a kill', async () => {
    const one = await accepting();
    await until(async () => hits(one).length > 0, 'Google got a hit');
    await until(async () => (await visits()).length > 0, 'the visit is stored');
    expect(tags(one)).toHaveLength(1);
    expect(hits(one)[0]?.searchParams.get('gcs')).toBe('G111');
    expect(hits(one)[0]?.searchParams.get('dl'), 'no query').not.toContain('?');
    const [kept] = await visits();
    expect(kept).toMatchObject({
      page: '/',
      address: '127.0.0.0',
      browser: expect.stringContaining('Chrom'),
    });

    await one.page.goto(`${product.demo}/register`);
    await one.page.locator('#name').fill('Aino Virtanen');
    await one.page.locator('#email').fill('aino@metsa.example');
    await one.page.locator('#registration button[type=submit]').click();
    await one.page.locator('#registration-done').waitFor();
    const before = await lookUp('email', 'aino@metsa.example');
    expect(before.persons).toMatchObject([{ name: 'Aino Virtanen' }]);
    expect(before.visitors.map(({ id }) => id)).toEqual([kept?.visitor]);
    await until(async () => (await visits()).length > 1, 'making a tie begins a session');

    // What was acknowledged is there after a kill without warning.
    await product.kill();
    product = await startProduct(place);
    expect(await lookUp('email', 'AINO@Metsa.Example')).toEqual(before);
    expect(await lookUp('visitor', kept?.visitor ?? '')).toMatchObject({ persons: before.persons });
    const answer = await json<{
      person: { email: string };
      consents: { purpose: string; answer: string; textShown: { texts: { acceptAll: string } } }[];
      visits: { page: string }[];
      sources: { field: string; source: string }[];
    }>(product.desk(`/v1/persons/${before.persons[0]?.id}/access`));
    expect(answer.person.email).toBe('aino@metsa.example');
    expect(answer.consents.map(({ purpose, answer: given }) => [purpose, given])).toEqual([
      ['analytics', 'granted'],
      ['marketing', 'granted'],
    ]);
    expect(answer.consents[0]?.textShown.texts.acceptAll).toBe('Hyväksy kaikki');
    expect(
      answer.visits.map(({ page }) => page),
      'inside the tie alone',
    ).toEqual(['/register']);
    expect(answer.sources.find(({ field }) => field === 'email')).toMatchObject({ source: 'registration' });
    expect(one.errors.filter((error) => !/Failed to load resource|net::ERR/.test(error))).toEqual([]);
    await one.context.close();
  });

  test('returning with a grant costs one request of ours in the same session, two in a new one', async () => {
    const one = await accepting();
    await reported(one, 'demo');
    forget(one);
    await one.page.goto(`${product.demo}/shop`, { waitUntil: 'networkidle' });
    expect(await ours(one, product)).toEqual(['/s/demo/loader.js']);
    // Half an hour later: the clock of this page is moved, everything else is as it is.
    await one.context.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 31 * 60_000;
    });
    forget(one);
    const before = (await visits()).length;
    await one.page.goto(`${product.demo}/`, { waitUntil: 'networkidle' });
    await until(async () => (await visits()).length > before, 'a new session is a new visit');
    expect(await ours(one, product)).toEqual(['/s/demo/loader.js', '/s/demo/visits']);
    await one.context.close();
  });

  test('C7, R38: choosing one purpose opens that one alone', async () => {
    const one = await visit(browser);
    await one.page.goto(`${product.demo}/shop`);
    await one.page.getByRole('button', { name: 'Valitse itse' }).click();
    const switches = one.page.getByRole('switch');
    await switches.first().waitFor();
    expect(
      await switches.evaluateAll((all) =>
        all.map((each) => each.getAttribute('aria-checked') ?? String((each as HTMLInputElement).checked)),
      ),
    ).toEqual(['false', 'false']);
    await switches.first().click();
    await one.page.getByRole('button', { name: 'Tallenna valintani' }).click();
    await until(async () => hits(one).length > 0, 'analytics is on');
    expect(hits(one)[0]?.searchParams.get('gcs')).toBe('G101');
    await one.page.waitForTimeout(500);
    expect(foreign(one, product).filter((address) => address.includes('//ads.'))).toEqual([]);
    await one.context.close();
  });
});

describe('a page that goes away at once', () => {
  test('leaves no grant without its record: the decision is delivered from the next page', async () => {
    const decisions = async () =>
      (await json<{ events: { kind: string }[] }>(product.desk('/v1/ledger?limit=1000'))).events.filter(
        ({ kind }) => kind === 'decision',
      ).length;
    for (let round = 0; round < 4; round++) {
      const before = await decisions();
      const one = await visit(browser);
      // A usual pattern: the page is loaded again as soon as the choice is known.
      await one.page.addInitScript(() => {
        const page = window as unknown as { lupa?: ((lupa: { onChange(then: () => void): void }) => void)[] };
        page.lupa = page.lupa ?? [];
        if (!document.cookie.includes('lupa='))
          page.lupa.push((lupa) => lupa.onChange(() => location.reload()));
      });
      await one.page.goto(product.demo);
      await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
      await until(async () => (await decisions()) > before, 'the decision is in the ledger');
      // The page may still be on its way, and what is asked of it meanwhile fails.
      await until(
        async () => Object.keys((await stored(one).catch(() => ({ local: {} }))).local).includes('lupa:demo'),
        'the key is kept',
      );
      await one.context.close();
    }
  });
});

describe('choosing twice while the tag is still on its way', () => {
  test('starts the tag once, and it learns what holds in the end', async () => {
    const one = await visit(browser);
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await one.context.route('**/assets/tags-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await one.page.goto(product.demo);
    for (const place of [0, 1]) {
      await one.page
        .getByRole('button', { name: place === 0 ? 'Valitse itse' : 'Yksityisyysvalinnat', exact: true })
        .click();
      await one.page.getByRole('switch').nth(place).click();
      await one.page.getByRole('button', { name: 'Tallenna valintani' }).click();
    }
    await until(() => one.page.evaluate(() => window.lupa?.allows('marketing')), 'the second choice is kept');
    arrive();
    await until(async () => hits(one).length > 0, 'Google got a hit');
    await one.page.waitForTimeout(1000);
    expect(tags(one)).toHaveLength(1);
    expect(hits(one).map(({ searchParams }) => searchParams.get('gcs'))).toEqual(['G111']);
    await one.context.close();
  });
});

describe('withdrawing', () => {
  test('C11, C12: two presses from any page; what was queued before them never leaves, in this tab, another, or after a reload', async () => {
    const one = await accepting(true);
    await until(async () => hits(one).length > 0, 'Google got a hit');
    const other = await one.context.newPage();
    await other.goto(`${product.demo}/shop`);
    await one.page.goto(`${product.demo}/shop`);
    await until(async () => hits(one).length >= 3, 'Google got a hit from each page');
    await quiet(one);
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
    const refuse = one.page.getByRole('button', { name: 'Hylkää kaikki' });
    await refuse.waitFor();
    // Queued by the tag, in both tabs, just before the press: every banner that was studied leaks these.
    for (const tab of [other, one.page])
      await tab.evaluate(() => document.querySelector<HTMLElement>('[data-product=team]')?.click());
    forget(one);
    await refuse.click();
    await until(
      () => other.evaluate(() => window.lupa?.allows('analytics') === false),
      'the other tab knows of it',
    );
    await passQueue(other);
    await one.page.waitForTimeout(1000);
    // What this one has queued would leave with the page.
    await one.page.reload();
    await one.page.waitForTimeout(2000);
    expect(foreign(one, product)).toEqual([]);
    const cookies = async () => (await stored(one)).cookies.map(({ name }) => name).join();
    await until(async () => (await cookies()) === 'lupa', "C13: the tag's cookies are gone");
    await until(async () => Object.keys((await stored(one)).local).length === 0, 'no identifier stays');
    await one.context.close();
  });

  test('the control: without the guard the fake Google does get what was queued, so the test before has power', async () => {
    const one = await visit(browser);
    await holdQueues(one.context);
    // The same loader, told of no hosts: its guard then blocks nothing.
    await one.context.route('**/s/demo/loader.js', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/"hosts":\[\[.*?\]\]/, '"hosts":[]');
      expect(body).toContain('"hosts":[]');
      await route.fulfill({ response: answer, body });
    });
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
    await until(async () => hits(one).length > 0, 'Google got a hit');
    await one.page.goto(`${product.demo}/shop`);
    await until(async () => hits(one).length > 1, 'Google got a hit from the next page');
    await quiet(one);
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    forget(one);
    await one.page.evaluate(() => document.querySelector<HTMLElement>('[data-product=team]')?.click());
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    await until(() => one.page.evaluate(() => window.lupa?.allows('analytics') === false), 'it is withdrawn');
    await passQueue(one.page);
    await until(async () => hits(one).length > 0, 'the queued event leaks');
    await one.context.close();
  });

  test('by the page while the second stage cannot be had is told to the collector from the next page', async () => {
    const one = await accepting();
    const visitor = await until(
      () => one.page.evaluate(() => window.lupa?.visitor()),
      'the visitor id is known',
    );
    await reported(one, 'demo');
    await one.page.goto(`${product.demo}/shop`);
    await one.context.route('**/assets/decide-*.js', (route) => route.abort());
    await one.page.evaluate(() => window.lupa?.withdraw());
    expect(await one.page.evaluate(() => window.lupa?.allows('analytics'))).toBe(false);
    await one.context.unroute('**/assets/decide-*.js');
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    const answers = async () => {
      const { visitors } = await json<{ visitors: { consents: { answer: string }[] }[] }>(
        product.desk('/v1/lookups', { by: 'visitor', value: visitor, reason: 'a journey' }),
      );
      return visitors[0]?.consents.map(({ answer }) => answer);
    };
    await until(
      async () => (await answers())?.every((answer) => answer === 'denied'),
      'the withdrawal arrived',
    );
    expect(Object.keys((await stored(one)).local), 'and the key is gone').not.toContain('lupa:demo');
    await one.context.close();
  });

  test('a refusal while signing out is under way leaves no identifier behind', async () => {
    const one = await accepting();
    await until(() => one.page.evaluate(() => window.lupa?.visitor()), 'the visitor id is known');
    await one.context.route('**/ties/end', async (route) => {
      const answer = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.fulfill({ response: answer });
    });
    const out = one.page.evaluate(() => window.lupa?.signOut());
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    await out;
    await until(async () => Object.keys((await stored(one)).local).length === 0, 'nothing is left');
    await one.page.waitForTimeout(1000);
    expect((await stored(one)).local).toEqual({});
    await one.context.close();
  });

  test('signing out changes the visitor key, and the next person is another visitor', async () => {
    const one = await accepting();
    const visitor = () => one.page.evaluate(() => window.lupa?.visitor());
    const first = await until(visitor, 'the visitor id is known');
    await one.page.evaluate(() => window.lupa?.signOut());
    const second = await until(visitor, 'the new visitor id is known');
    expect(second).not.toBe(first);
    const { visitors } = await lookUp('visitor', second ?? '');
    expect(visitors).toMatchObject([{ consents: [{ answer: 'granted' }, { answer: 'granted' }] }]);
    await one.context.close();
  });
});

describe('C25: the focus', () => {
  test('is back on the preferences button after saving and after Escape, by keyboard alone', async () => {
    const one = await visit(browser);
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    const opener = one.page.getByRole('button', { name: 'Yksityisyysvalinnat' });
    const focused = () =>
      one.page.evaluate(
        () => (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.textContent,
      );
    for (const leave of ['save', 'escape']) {
      await opener.focus();
      await one.page.keyboard.press('Enter');
      const save = one.page.getByRole('button', { name: 'Tallenna valintani' });
      await save.waitFor();
      if (leave === 'save') await save.press('Enter');
      else await one.page.keyboard.press('Escape');
      await save.waitFor({ state: 'detached' });
      expect(await focused(), leave).toBe('Yksityisyysvalinnat');
    }
    await one.context.close();
  });
});

describe('C25: the banner', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  test.each([
    ['light, 1280 px', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
    ['dark, 320 px', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ])('has no axe findings with the page behind it (%s)', async (_name, options) => {
    // Without motion: what is still fading in has not its colours yet.
    const one = await visit(browser, 'fi', { ...options, bypassCSP: true, reducedMotion: 'reduce' });
    await one.page.goto(product.demo);
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    await one.page.evaluate(axe);
    const run = () =>
      one.page.evaluate(async () => {
        const { axe: tool } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await tool.run()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(' ')}`,
        );
      });
    expect(await run()).toEqual([]);
    await one.page.getByRole('button', { name: 'Valitse itse' }).click();
    await one.page.getByRole('switch').first().waitFor();
    expect(await run()).toEqual([]);
    await one.context.close();
  });
});
