/** DESIGN section 7, as a browser sees it: bytes as they are sent, nothing that moves, never the largest paint, a press that paints. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, visit } from './browser.ts';
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

/** What the browser says of a page's life so far. */
interface Seen {
  /** How much was shifted: by itself, or of the page by a press. A switch's knob may move when it is pressed. */
  shift: number;
  /** Text of the largest thing painted; null where it stands in a shadow root, which is not told. */
  largest: string | null | undefined;
}
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
type Largest = PerformanceEntry & { element: Element | null };

const seen = (page: Page): Promise<Seen> =>
  page.evaluate(async () => {
    const told: Seen = { shift: 0, largest: undefined };
    const observe = <Entry extends PerformanceEntry>(type: string, note: (entry: Entry) => void) =>
      new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(note)).observe({
        type,
        buffered: true,
      });
    observe<Shift>('layout-shift', ({ value, hadRecentInput, sources }) => {
      if (!hadRecentInput || sources.some(({ node }) => node)) told.shift += value;
    });
    observe<Largest>('largest-contentful-paint', ({ element }) => {
      told.largest = element && (element.textContent || element.outerHTML);
    });
    // What was painted last is told after the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    return told;
  });

/** The same, when the browser has told the largest paint: on a busy machine long after it. */
const told = (page: Page): Promise<Seen> =>
  until(async () => {
    const now = await seen(page);
    return now.largest !== undefined && now;
  }, 'the largest paint is told');

const accept = (page: Page) => page.getByRole('button', { name: 'Hyväksy kaikki' });
const pages = ['/', '/shop', '/register', '/privacy'];
const screens = [
  [1280, 800],
  [768, 1024],
  [320, 640],
] as const;

describe('bytes as they are sent', () => {
  test.each([
    ['/', 'Hyväksy kaikki'],
    ['/sv/', 'Godkänn alla'],
    ['/en/', 'Accept all'],
  ])('a first visit to %s until it is asked: at most 12,400, in three requests', async (path, name) => {
    const one = await visit(browser);
    const sizes: Promise<number>[] = [];
    one.page.on('requestfinished', (request) => {
      if (request.url().startsWith(product.collector))
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await one.page.goto(product.demo + path);
    await one.page.getByRole('button', { name }).waitFor();
    await until(async () => sizes.length >= 3, 'they are told to have ended');
    const sent = await Promise.all(sizes);
    expect(one.requests.filter(({ origin }) => origin === product.collector)).toHaveLength(3);
    const all = sent.reduce((sum, size) => sum + size, 0);
    expect(all).toBeGreaterThan(5000);
    expect(all).toBeLessThanOrEqual(12_400);
    await one.context.close();
  });
});

describe.each(screens)('on a screen of %i by %i pixels', (width, height) => {
  test.each(pages)('%s: nothing is shifted, and the largest paint is never ours', async (path) => {
    const one = await visit(browser, 'fi', { viewport: { width, height } });
    await one.page.goto(product.demo + path);
    await accept(one.page).waitFor();
    // Before a press: with it the browser stops looking for the largest paint.
    const { largest } = await told(one.page);
    expect(largest).toEqual(expect.any(String));
    await one.page.getByRole('button', { name: 'Valitse itse' }).click();
    await one.page.getByRole('switch').first().click();
    await one.page.keyboard.press('Escape');
    await one.page.getByRole('switch').first().waitFor({ state: 'detached' });
    await accept(one.page).click();
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
    expect((await seen(one.page)).shift).toBe(0);
    await one.context.close();
  });
});

test('the control: a page that is pushed down is seen to shift, and on a page without words the preferences button is the largest paint', async () => {
  const one = await visit(browser);
  await one.context.route('**/assets/site.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: 'body > * { display: none } h4 { display: block }' }),
  );
  await one.page.goto(`${product.demo}/shop`);
  await accept(one.page).waitFor();
  // The banner is none even there.
  expect(await seen(one.page)).toEqual({ shift: 0, largest: undefined });
  // Whoever is not asked gets the button at once.
  await one.page.addInitScript(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  );
  await one.page.reload();
  await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
  expect(await told(one.page)).toEqual({ shift: 0, largest: null });
  const put = (textContent: string) =>
    one.page.evaluate(
      (text) => document.body.prepend(Object.assign(document.createElement('h4'), { textContent: text })),
      textContent,
    );
  await put('Pushed down');
  await seen(one.page);
  await put('Pushes');
  await until(async () => (await seen(one.page)).shift > 0, 'the shift is told');
  await one.context.close();
});

/** What the page of the last test notes: when accept was pressed, whether that was painted, and when each script ran. */
interface Pressed {
  pressed: number;
  painted: boolean;
  ran: { painted: boolean; at: number }[];
}

test('a press of accept is painted before any of ten held scripts runs', async () => {
  // Scripts that stand in the page run the moment they are let go; the demo's policy would have none.
  const one = await visit(browser, 'fi', { bypassCSP: true });
  await one.page.addInitScript(() => {
    const state = window as unknown as Pressed;
    Object.assign(state, { pressed: 0, painted: false, ran: [] } satisfies Pressed);
    const note = () => {
      state.pressed = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message comes after the frame.
        port2.onmessage = () => {
          state.painted = true;
        };
        port1.postMessage(0);
      });
    };
    addEventListener('click', note, true);
  });
  await one.page.goto(`${product.demo}/shop`);
  await one.page.evaluate(() => {
    // The demo's own is a file, which those after it would wait for.
    document.querySelector('script[data-purpose]')?.remove();
    for (let place = 0; place < 10; place++) {
      const text = 'ran.push({ painted, at: performance.now() })';
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', text });
      script.dataset['purpose'] = 'analytics';
      document.body.append(script);
    }
  });
  await accept(one.page).click();
  const { pressed, ran } = await until(async () => {
    const state = await one.page.evaluate(() => {
      const { pressed, painted, ran } = window as unknown as Pressed;
      return { pressed, painted, ran };
    });
    return state.ran.length === 10 && state;
  }, 'all of them ran');
  // A page that does not paint (hidden, or on a busy machine) is waited for 100 ms.
  for (const { painted, at } of ran) expect(painted || at - pressed >= 100).toBe(true);
  await one.context.close();
});
