/** WCAG 2.2 AA, criterion by criterion, for what is done with the keyboard, and where the focus is (docs/accessibility.md). */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { decisions } from './ledger.ts';
import { type Product, startProduct, until } from './product.ts';
import { places } from './surfaces.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
let one: Visit;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
});
beforeEach(async () => {
  one = await visit(browser, 'en');
});
afterEach(async () => {
  await one.context.close();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const open = async (path = '/en/') => {
  await one.page.goto(product.demo + path);
  await one.page.getByRole('region', { name: 'Your choice about cookies' }).waitFor();
};
const keys = async (...names: string[]) => {
  for (const name of names) await one.page.keyboard.press(name);
};
/** What has the focus, through every open shadow root: its words, or its name, or its tag. */
const focused = () =>
  one.page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return (
      at?.getAttribute('aria-label') ?? (at?.textContent?.trim().slice(0, 40) || at?.id || at?.localName)
    );
  });
/** Presses a key until the focus is on `name`; how often. */
const tabTo = async (name: string, key = 'Tab') => {
  for (let presses = 1; presses < 40; presses++) {
    await keys(key);
    if ((await focused()) === name) return presses;
  }
  throw new Error(`The focus never came to ${name}.`);
};
const gone = (name = 'lupa-banner') => one.page.locator(name).waitFor({ state: 'detached' });

describe('WCAG 2.2 AA, by keyboard', () => {
  test('2.1.1: every choice can be made with the keyboard alone', async () => {
    const before = (await decisions(product)).length;
    await open();
    await tabTo('Choose');
    await keys('Enter');
    await tabTo('Services and cookies');
    await keys('Enter');
    expect(await one.page.locator('lupa-preferences details[open]').count()).toBe(1);
    await tabTo('switch-marketing');
    await keys('Space');
    await tabTo('Save my choices');
    await keys('Enter');
    const made = await until(async () => (await decisions(product))[before], 'the decision is in the ledger');
    expect(made.content.answers.map(({ purpose, answer }) => [purpose, answer])).toEqual([
      ['analytics', 'denied'],
      ['marketing', 'granted'],
    ]);
  });

  test('2.1.2: the focus is trapped nowhere', async () => {
    await open();
    await tabTo('Choose');
    await keys('Tab');
    expect(await focused(), 'out of the banner forwards').toBe('Skip to content');
    await keys('Shift+Tab');
    expect(await focused(), 'and back').toBe('Choose');
    await keys('Enter');
    await one.page.getByRole('dialog').waitFor();
    for (let presses = 0; presses < 30; presses++) {
      await keys('Tab');
      // The browser's own controls come in between; there the document has no focus.
      const inside = await one.page.evaluate(() =>
        ['LUPA-PREFERENCES', 'BODY'].includes(document.activeElement?.tagName ?? ''),
      );
      expect(inside, 'never behind the modal dialog').toBe(true);
    }
    await keys('Escape');
    await gone('lupa-preferences');
    expect(await focused(), 'out of the dialog').toBe('Choose');
  });

  test('2.4.1, 2.4.3: the banner is the first landmark and the first in the order of focus, and takes none by itself', async () => {
    await open();
    expect(await focused()).toBe(
      await one.page.evaluate(() => document.body.textContent?.trim().slice(0, 40)),
    );
    const stops = [];
    for (let presses = 0; presses < 5; presses++) {
      await keys('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Privacy statement', 'Accept all', 'Refuse all', 'Choose', 'Skip to content']);
  });

  test('2.4.3: after a choice the focus is where it was before it came to the banner', async () => {
    await open('/en/register');
    await one.page.locator('#email').focus();
    // As a screen reader goes from landmark to landmark.
    await one.page.getByRole('button', { name: 'Refuse all' }).focus();
    await keys('Enter');
    await gone();
    expect(await focused()).toBe('email');
  });

  test('2.4.3: the same for who came step by step', async () => {
    await open('/en/register');
    await tabTo('Juurisyy');
    await tabTo('Refuse all', 'Shift+Tab');
    await keys('Enter');
    await gone();
    expect(await focused(), 'the last step in the page').toBe('Skip to content');
  });

  test('2.4.3: the same where the banner came while something had the focus, and through the preferences', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await one.page.route('**/notice/*', async (route) => {
      await answered;
      await route.continue();
    });
    await one.page.goto(`${product.demo}/en/register`);
    await one.page.locator('#email').focus();
    answer();
    await one.page.getByRole('region', { name: 'Your choice about cookies' }).waitFor();
    expect(await focused(), 'it takes no focus').toBe('email');
    await one.page.getByRole('button', { name: 'Choose' }).focus();
    await keys('Enter');
    await tabTo('Save my choices');
    await keys('Enter');
    await gone();
    expect(await focused()).toBe('email');
  });

  test('2.4.3: the same inside a shadow root of the page', async () => {
    await open();
    await one.page.evaluate(() => {
      const host = document.createElement('div');
      const field = Object.assign(document.createElement('input'), { id: 'deep' });
      host.attachShadow({ mode: 'open' }).append(field);
      document.body.prepend(host);
      field.focus();
    });
    await tabTo('Refuse all', 'Shift+Tab');
    await keys('Enter');
    await gone();
    expect(await focused()).toBe('deep');
  });

  test('2.4.3: where nothing had the focus before, the next Tab goes to the start of the page', async () => {
    await open();
    await tabTo('Accept all');
    await keys('Enter');
    await gone();
    await keys('Tab');
    expect(await focused()).toBe('Skip to content');
  });

  test.each(['Escape', 'Refuse all', 'Save my choices', 'Close without changing anything'])(
    '2.4.3: the preferences give the focus back to the button that opened them (%s)',
    async (way) => {
      await open();
      await one.page.getByRole('button', { name: 'Refuse all' }).click();
      await gone();
      await tabTo('Privacy choices');
      await keys('Enter');
      await one.page.getByRole('dialog').waitFor();
      if (way === 'Escape') await keys('Escape');
      else {
        if ((await focused()) !== way) await tabTo(way);
        await keys('Enter');
      }
      await gone('lupa-preferences');
      expect(await focused()).toBe('Privacy choices');
    },
  );

  test('2.4.7: whatever has the focus shows it', async () => {
    for (const media of [{}, { colorScheme: 'dark' as const }, { forcedColors: 'active' as const }]) {
      await one.page.emulateMedia({ colorScheme: null, forcedColors: null, ...media });
      await open();
      const rings = [];
      const ring = () =>
        one.page.evaluate(() => {
          const at = document.activeElement?.shadowRoot?.activeElement as Element;
          const { outlineStyle, outlineWidth } = getComputedStyle(at);
          return at.matches(':focus-visible') && outlineStyle === 'solid' && outlineWidth === '3px';
        });
      for (let presses = 0; presses < 4; presses++) {
        await keys('Tab');
        rings.push(await ring());
      }
      await keys('Enter');
      await one.page.getByRole('dialog').waitFor();
      for (let presses = 0; presses < 8; presses++) {
        await keys('Tab');
        if (await one.page.evaluate(() => document.activeElement?.localName === 'lupa-preferences'))
          rings.push(await ring());
      }
      expect(rings.length).toBeGreaterThan(9);
      expect(rings).not.toContain(false);
    }
  });

  test('3.2.1, 3.2.2: neither the focus nor a switch does anything by itself', async () => {
    await open();
    await tabTo('Choose');
    expect(await one.page.getByRole('dialog').count()).toBe(0);
    await keys('Enter');
    await tabTo('switch-analytics');
    await keys('Space');
    await one.page.getByRole('dialog').waitFor();
    expect(await one.context.cookies()).toEqual([]);
  });

  test('3.2.3, 3.2.4, 3.2.6: the same controls, names and contact in the same order on every page', async () => {
    const found = [];
    for (const path of ['/en/', '/en/shop', '/en/register', '/en/privacy']) {
      await open(path);
      const banner = await one.page.locator('lupa-banner button').allInnerTexts();
      await one.page.getByRole('button', { name: 'Choose' }).click();
      const preferences = await one.page.locator('lupa-preferences button').allInnerTexts();
      const contact = await one.page.locator('lupa-preferences .words > p').last().innerHTML();
      expect(contact).toContain('@');
      found.push([banner, preferences, contact.replaceAll(/<!--.*?-->/g, '')]);
    }
    expect(new Set(found.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test('4.1.3: the question and the answer are announced politely, without taking the focus', async () => {
    await one.context.addInitScript(() => {
      window.heard = [];
      // As a screen reader: what changes inside a live region that is there already.
      const listen = (root: Node) =>
        new MutationObserver((changes) => {
          for (const { target } of changes) {
            const region = (target instanceof Element ? target : target.parentElement)?.closest(
              '[role=status]',
            );
            if (region?.isConnected && region.textContent) window.heard.push(region.textContent);
          }
        }).observe(root, { subtree: true, childList: true, characterData: true });
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        const root = attach.call(this, init);
        listen(root);
        return root;
      };
    });
    await open();
    await until(() => one.page.evaluate(() => window.heard.length > 0), 'the question is announced');
    await one.page.getByRole('button', { name: 'Refuse all' }).click();
    await until(() => one.page.evaluate(() => window.heard.length > 1), 'the answer is announced');
    expect(await one.page.evaluate(() => window.heard)).toEqual([
      'Your choice about cookies',
      'Your choices are saved.',
    ]);
    await until(async () => (await one.page.locator('lupa-status').count()) === 0, 'they have left');
  });

  test('C25: what is pressed the very moment the banner is there is heard', async () => {
    const before = (await decisions(product)).length;
    await one.context.addInitScript(() => {
      new MutationObserver((_changes, watcher) => {
        const banner = document.querySelector('lupa-banner');
        if (!banner) return;
        watcher.disconnect();
        banner.shadowRoot?.querySelectorAll<HTMLElement>('[part=answer]')[1]?.click();
      }).observe(document, { subtree: true, childList: true });
    });
    await one.page.goto(`${product.demo}/en/`);
    await until(async () => (await decisions(product)).length > before, 'the refusal is in the ledger');
    expect(await one.page.locator('lupa-banner').count()).toBe(0);
  });
});

describe('WCAG 2.4.11: what has the focus is not hidden by the banner', () => {
  /** A page full of small links, so that wherever the banner is, some of them lie under it. */
  const crowded = (smooth: boolean) =>
    one.page.evaluate((smooth) => {
      const columns = Math.floor(innerWidth / 220);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        `${smooth ? 'html{scroll-behavior:smooth}' : ''}body{margin:0;display:grid!important;grid-template-columns:repeat(${columns},1fr);gap:60px 8px}a{font:16px sans-serif;display:block}`,
      );
      document.adoptedStyleSheets = [sheet];
      document.body.replaceChildren(
        ...Array.from({ length: columns * 60 }, (_, place) =>
          Object.assign(document.createElement('a'), { href: '#', textContent: `link ${place}` }),
        ),
      );
    }, smooth);
  /** Two frames after the focus came: whether any of the link can be seen, how far the page is scrolled, and the banner. */
  const sight = () =>
    one.page.evaluate(async () => {
      for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
      const at = document.activeElement as Element;
      const { left, right, top, bottom } = at.getBoundingClientRect();
      const points = [left + 1, (left + right) / 2, right - 1].flatMap((x) =>
        [top + 1, (top + bottom) / 2, bottom - 1].map((y) => [x, y] as const),
      );
      const root = document.querySelector('lupa-banner')?.shadowRoot;
      return {
        name: at.textContent,
        shown: points.filter(([x, y]) => document.elementFromPoint(x, y) === at).length,
        scrolled: scrollY,
        aside: root?.querySelectorAll('.low').length ?? 0,
        place: root?.querySelector('section')?.getBoundingClientRect().top,
      };
    });

  // On narrow screens every position is the same.
  test.each([
    ...places.map(([position]) => [position, 1280, 800] as const),
    ['corner', 320, 640],
    ['corner', 320, 256],
  ] as const)('in the position %s at %i × %i', async (position, width, height) => {
    await one.page.setViewportSize({ width, height });
    await open();
    await one.page.evaluate(
      (place) => {
        const old = document.querySelector('lupa-banner');
        const { notice, asked } = old as HTMLElementTagNameMap['lupa-banner'];
        const banner = Object.assign(document.createElement('lupa-banner'), { notice, asked, place });
        old?.replaceWith(banner);
      },
      places.find(([name]) => name === position)?.[1],
    );
    await crowded(false);
    await tabTo('link 0');
    let moved = 0;
    for (let presses = 0; presses < 50; presses++) {
      const { name, shown, aside } = await sight();
      expect(shown, `${name} is hidden`).toBeGreaterThan(0);
      moved += aside;
      await keys('Tab');
    }
    expect(moved, 'it had to step aside').toBeGreaterThan(0);
  });

  test('after a smooth scroll, too; and the page is where it would be without us', async () => {
    await open();
    await crowded(true);
    const last = async () => {
      await one.page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      // Two frames later the end of that scroll is told.
      await sight();
      await one.page.evaluate(async () => {
        const ended = new Promise((done) =>
          addEventListener('scrollend', done, { once: true, capture: true }),
        );
        (document.querySelector('a:last-of-type') as HTMLElement).focus();
        await ended;
      });
      const there = await sight();
      expect(there.scrolled).toBeGreaterThan(0);
      return there;
    };
    const withUs = await last();
    expect(withUs.shown).toBeGreaterThan(0);
    await one.page.evaluate(() => {
      document.querySelector('lupa-banner')?.remove();
      (document.activeElement as HTMLElement).blur();
    });
    expect((await last()).scrolled).toBe(withUs.scrolled);
  });

  test('it comes back when the focus has gone elsewhere, and never while it is pressed', async () => {
    await open();
    await crowded(false);
    const place = async () => (await sight()).place ?? 0;
    const usual = await place();
    await one.page.getByText('link 41', { exact: true }).focus();
    const aside = await place();
    expect(aside).toBeLessThan(usual);
    await one.page.getByRole('button', { name: 'Refuse all' }).hover();
    await one.page.mouse.down();
    expect(await place()).toBe(aside);
    await one.page.mouse.move(1200, 20);
    await one.page.mouse.up();
    await one.page.getByText('link 0', { exact: true }).focus();
    expect(await place()).toBe(usual);
  });
});

describe('the page scrolls when the visitor scrolls it, and never by us', () => {
  test('not for the banner, the preferences, a choice, or the focus that goes back', async () => {
    await open('/en/register');
    const field = one.page.locator('#email');
    await field.focus();
    await one.page.evaluate(() => scrollTo(0, 150));
    const before = await one.page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    const stays = async () => expect(await one.page.evaluate(() => scrollY)).toBe(before);
    await one.page.getByRole('button', { name: 'Choose' }).click();
    await one.page.getByRole('dialog').waitFor();
    await stays();
    await keys('Escape');
    await gone('lupa-preferences');
    await stays();
    await one.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const end = await one.page.evaluate(() => scrollY);
    await one.page.getByRole('button', { name: 'Refuse all' }).click();
    await gone();
    expect(await focused()).toBe('email');
    expect(await one.page.evaluate(() => scrollY)).toBe(end);
  });
});
