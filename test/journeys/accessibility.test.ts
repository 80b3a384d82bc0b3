/** WCAG 2.2 AA, criterion by criterion, for what is on screen (docs/accessibility.md); and axe in every state. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { cut, edges, faint, seen } from './sight.ts';
import { draw, enter, equip, fromRight, notices, places, read, states } from './surfaces.ts';
import { tree } from './tree.ts';

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
  await one.page.evaluate(
    readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  );
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const english = read.find(({ language }) => language === 'en') as (typeof read)[number];
const surfaces: [name: 'lupa-banner' | 'lupa-preferences', unfolded: boolean][] = [
  ['lupa-banner', false],
  ['lupa-preferences', false],
  ['lupa-preferences', true],
];
const light = { name: 'light' };

/** The notice's words by their names, so that another wording is not another tree. */
const named = (lines: string): string => {
  const { texts, purposes } = english;
  const words = Object.entries(texts).filter(([, text]) => text.length > 3);
  const own = purposes.flatMap(({ name, description }) => [
    ['name', name],
    ['description', description],
  ]);
  return [...words, ...own]
    .sort(([, one = ''], [, other = '']) => other.length - one.length)
    .reduce((text, [name, word = '']) => text.replaceAll(word, `{${name}}`), lines)
    .replaceAll('{preferencesButton}', '{preferencesTitle}');
};

/** What axe finds in ours, and where. */
const wrongs = (): Promise<unknown[][]> =>
  one.page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await run({
      include: [['lupa-banner'], ['lupa-preferences'], ['lupa-button'], ['lupa-status']],
    });
    return violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    ]);
  });

describe('axe finds nothing', () => {
  test('but it would: the check has power', async () => {
    await enter(one.page, devtools, light);
    await draw(one.page, 'lupa-preferences', { notice: english });
    await one.page.evaluate(() => {
      const root = document.querySelector('lupa-preferences')?.shadowRoot;
      for (const name of ['aria-labelledby', 'aria-checked'])
        for (const each of root?.querySelectorAll(`[${name}]`) ?? []) each.removeAttribute(name);
      root?.querySelector('label')?.remove();
      root?.querySelector('.close')?.setAttribute('aria-label', '');
      for (const each of root?.querySelectorAll('.close') ?? []) each.textContent = '';
    });
    expect((await wrongs()).map(([id]) => id)).toEqual(
      expect.arrayContaining(['aria-required-attr', 'button-name']),
    );
  });

  test.each(states)('in $name', async (state) => {
    await enter(one.page, devtools, state);
    for (const [name, unfolded] of surfaces) {
      await draw(one.page, name, { notice: english, unfolded });
      expect(await wrongs()).toEqual([]);
    }
  });

  test('in any language, from the left or from the right, in any position', async () => {
    await enter(one.page, devtools, light);
    for (const notice of [...notices, fromRight])
      for (const [name, unfolded] of surfaces) {
        await draw(one.page, name, { notice, unfolded });
        expect(await wrongs(), notice.language).toEqual([]);
      }
    for (const [, place] of places) {
      await draw(one.page, 'lupa-banner', { notice: english, place });
      expect(await wrongs()).toEqual([]);
    }
  });

  test('after a decision, when the button and the message are there', async () => {
    const after = await visit(browser, 'en');
    await after.page.goto(`${product.demo}/en/`);
    await after.page.getByRole('button', { name: 'Refuse all' }).click();
    await after.page.getByRole('status').filter({ hasText: 'Your choices are saved.' }).waitFor();
    await after.page.evaluate(
      readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    const found = await after.page.evaluate(async () => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      return (await run()).violations.map(({ id }) => id);
    });
    expect(found, 'in the whole page').toEqual([]);
    await after.context.close();
  });
});

describe('WCAG 2.2 AA, what is on screen', () => {
  test('1.1.1, 2.4.4, 2.4.6, 4.1.2: what a screen reader is given of the banner', async () => {
    await enter(one.page, devtools, light);
    await draw(one.page, 'lupa-banner', { notice: { ...english, purposes: english.purposes.slice(0, 2) } });
    expect(named(await tree(devtools, 'lupa-banner'))).toBe(
      [
        'region "{title}"',
        '  heading "{title}"',
        '  paragraph',
        '    StaticText "{intro}"',
        '  heading "{name}"',
        '  paragraph',
        '    StaticText "{description}"',
        '  paragraph',
        '    StaticText "{recipients}"',
        '    StaticText "{withdrawal}"',
        '    link "{statement}"',
        '  button "{acceptAll}"',
        '  button "{rejectAll}"',
        '  button "{choose}"',
      ].join('\n'),
    );
  });

  test('1.1.1, 1.3.1, 4.1.2: what a screen reader is given of the preferences, with everything unfolded', async () => {
    const purposes = english.purposes
      .slice(1, 2)
      .map((purpose) => ({ ...purpose, services: purpose.services.slice(0, 1) }));
    await draw(one.page, 'lupa-preferences', { notice: { ...english, purposes }, unfolded: true });
    expect(named(await tree(devtools, 'lupa-preferences'))).toBe(
      [
        'dialog "{preferencesTitle}" [modal=true]',
        '  heading "{preferencesTitle}"',
        '  button "{close}"',
        '    StaticText "×"',
        '  paragraph',
        '    StaticText "{preferencesIntro}"',
        '  heading "{name}"',
        '    LabelText',
        '      StaticText "{name}"',
        '  switch "{name}" ({description}) [checked=false]',
        '  paragraph',
        '    StaticText "{description}"',
        '  group',
        '    DisclosureTriangle "{details}" [expanded=true]',
        '    paragraph',
        '      StaticText "Google Analytics"',
        '      StaticText " · "',
        '      StaticText "Google Ireland Limited"',
        '      StaticText " · "',
        '      StaticText "IE"',
        '    table',
        '      row',
        '        columnheader "{cookieName}"',
        '        columnheader "{cookieLifetime}"',
        '        columnheader "{cookiePurpose}"',
        ...['_ga', '_ga_*'].flatMap((name, place) => [
          '      row',
          `        cell "${name}"`,
          '        cell "1 year"',
          `        cell "${purposes[0]?.services[0]?.cookies[place]?.purpose}"`,
        ]),
        '  paragraph',
        '    link "{statement}"',
        '    StaticText " · "',
        '    StaticText "{contact}"',
        '    StaticText ": "',
        `    StaticText "${english.controller.name}"`,
        '    StaticText ", "',
        `    StaticText "${english.controller.contact}"`,
        '  button "{mine}"',
        '  button "{acceptAll}"',
        '  button "{rejectAll}"',
        '  button "{save}"',
      ].join('\n'),
    );
  });

  test.each([
    ['p{color:#999!important}', 'faint', 'the site works'],
    ['.words p{white-space:nowrap}', 'cut', 'scrolls sideways'],
    ['section.root{inset-inline:-2em auto}', 'cut', 'not on the screen'],
    ['.words{overflow:hidden}h2{margin-bottom:900px}', 'cut', 'is cut'],
    [':focus-visible{outline:1px solid #eee!important}', 'edges', 'ring'],
    ['button{border-color:#eee!important}', 'edges', 'edge'],
  ])('the checks below have power: %s', async (place, check, found) => {
    await draw(one.page, 'lupa-banner', { notice: english, place });
    const wrong = await one.page.evaluate({ faint, cut, edges }[check] as typeof faint, 'lupa-banner');
    expect(wrong.join().toLowerCase()).toContain(found);
  });

  test.each(surfaces)(
    '1.3.2: the order of the document is the order on screen (%s, unfolded: %s)',
    async (name, unfolded) => {
      for (const notice of [english, fromRight])
        for (const [, place] of places) {
          await draw(one.page, name, { notice, place, unfolded });
          const boxes = (await one.page.evaluate(seen, name)).filter(({ tag }) => !['p', 'a'].includes(tag));
          for (const [place, box] of boxes.entries()) {
            const next = boxes[place + 1];
            // What is scrolled out of sight may lie anywhere below the buttons.
            if (next?.part !== box.part) continue;
            const after = notice.direction
              ? next.x + next.width <= box.x + 1
              : next.x >= box.x + box.width - 1;
            expect(next.y >= box.y + box.height / 2 || after, `${box.text} before ${next.text}`).toBe(true);
          }
        }
    },
  );

  test('1.3.3: no text speaks of colours, shapes or places on the screen', () => {
    for (const { texts, language } of read)
      expect(Object.values(texts).join(' '), language).not.toMatch(
        /\b(green|blue|red|left|right|below|above|round|vihre|sinis|punais|vasem|oike(alla|assa)|yllä|grön|blå|röd|vänster|höger|nedan|ovan)\b/i,
      );
  });

  test('1.3.4: both orientations', async () => {
    for (const [width, height] of [
      [360, 740],
      [740, 360],
    ] as const) {
      await enter(one.page, devtools, { name: 'turned', width, height });
      for (const [name] of surfaces) {
        await draw(one.page, name, { notice: english });
        await one.page.getByRole('button', { name: 'Refuse all' }).click({ trial: true });
      }
    }
  });

  test('1.4.1: a switch shows its state by the place of its knob, a link by its line', async () => {
    for (const media of [{}, { forcedColors: 'active' as const }]) {
      await enter(one.page, devtools, { name: 'state', media });
      await draw(one.page, 'lupa-preferences', { notice: english });
      const knob = () =>
        one.page.getByRole('switch').first().screenshot({ animations: 'disabled' }).then(String);
      const off = await knob();
      await one.page.getByRole('switch').first().click();
      await one.page.mouse.move(2, 2);
      expect(await one.page.getByRole('switch').first().getAttribute('aria-checked')).toBe('true');
      expect(await knob()).not.toBe(off);
      const justified = await one.page
        .locator('lupa-preferences i')
        .evaluateAll((all) => all.map((each) => getComputedStyle(each).justifyItems));
      expect(justified).toEqual(['end', 'start']);
      expect(
        await one.page
          .locator('lupa-preferences a')
          .evaluate((link) => getComputedStyle(link).textDecorationLine),
      ).toBe('underline');
    }
  });

  test.each(states)('1.4.3: every word has a contrast of 4.5 at least ($name)', async (state) => {
    await enter(one.page, devtools, state);
    for (const [name, unfolded] of surfaces) {
      await draw(one.page, name, { notice: english, unfolded });
      expect(await one.page.evaluate(faint, name)).toEqual([]);
    }
  });

  test.each(states)(
    '1.4.4, 1.4.10: nothing is cut or lies beside the screen, and there is one direction to scroll in ($name)',
    async (state) => {
      await enter(one.page, devtools, state);
      for (const notice of [...read, fromRight])
        for (const [name, unfolded] of surfaces) {
          await draw(one.page, name, { notice, unfolded });
          expect(await one.page.evaluate(cut, name), `${notice.language} ${name}`).toEqual([]);
        }
    },
  );

  test('1.4.11: the edges of buttons and switches, and the ring of the focus, have a contrast of 3 at least', async () => {
    for (const media of [
      {},
      { colorScheme: 'dark' as const },
      { forcedColors: 'active' as const },
      { forcedColors: 'active' as const, colorScheme: 'dark' as const },
    ]) {
      await enter(one.page, devtools, { name: 'edges', media });
      await draw(one.page, 'lupa-preferences', { notice: english });
      await one.page.getByRole('switch').first().click();
      expect(await one.page.evaluate(edges, 'lupa-preferences')).toEqual([]);
      await draw(one.page, 'lupa-banner', { notice: english });
      expect(await one.page.evaluate(edges, 'lupa-banner')).toEqual([]);
    }
  });

  test('1.4.12: more room between lines, paragraphs, letters and words loses nothing', async () => {
    for (const [width, height] of [
      [1280, 800],
      [320, 640],
    ] as const) {
      await enter(one.page, devtools, { name: 'spacing', width, height });
      for (const [name, unfolded] of surfaces) {
        // A visitor's own style sheet reaches where the page's does not.
        const place =
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';
        await draw(one.page, name, { notice: english, place, unfolded });
        expect(await one.page.evaluate(cut, name)).toEqual([]);
      }
    }
  });

  test('1.4.13: pointing at something brings nothing up', async () => {
    await enter(one.page, devtools, light);
    await draw(one.page, 'lupa-banner', { notice: english });
    const before = await one.page.evaluate(seen, 'lupa-banner');
    for (const button of await one.page.locator('lupa-banner :is(button,a)').all()) {
      await button.hover();
      expect(await one.page.evaluate(seen, 'lupa-banner')).toEqual(before);
    }
    expect(await one.page.locator('lupa-banner [title]').count()).toBe(0);
  });

  test('2.2.2, 2.3.1, 2.3.3: nothing moves or flashes, with or without a wish for less motion', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      await enter(one.page, devtools, { name: 'still', media: { reducedMotion } });
      for (const [name] of surfaces) {
        await draw(one.page, name, { notice: english });
        const moving = await one.page.evaluate((name) => {
          const all = document.querySelector(name)?.shadowRoot?.querySelectorAll('*') ?? [];
          return [...all].filter((each) => {
            const { transitionDuration, animationDuration } = getComputedStyle(each);
            // A millisecond is one frame: it comes, and does not move.
            return transitionDuration !== '0s' || Number.parseFloat(animationDuration) > 0.001;
          }).length;
        }, name);
        expect([moving, await one.page.evaluate(() => document.getAnimations().length)]).toEqual([0, 0]);
      }
    }
  });

  test('2.4.2, 3.1.1: the title and the language of the page stay as they are', async () => {
    const before = await one.page.evaluate(() => [
      document.title,
      document.documentElement.outerHTML.slice(0, 40),
    ]);
    await draw(one.page, 'lupa-banner', { notice: fromRight });
    expect(
      await one.page.evaluate(() => [document.title, document.documentElement.outerHTML.slice(0, 40)]),
    ).toEqual(before);
  });

  test('2.5.3: the name of every control begins with the words that are on it', async () => {
    for (const [name, unfolded] of surfaces) {
      await draw(one.page, name, { notice: english, unfolded });
      for (const button of await one.page.locator(`${name} :is(button,summary,a)`).all()) {
        const words = (await button.allInnerTexts()).join().trim();
        // A cross is a sign, not a word; a switch bears none.
        if (words === '×' || words === '') continue;
        await one.page.getByText(words, { exact: true }).first().waitFor();
        expect(await button.getAttribute('aria-label')).toBeNull();
      }
    }
  });

  test.each(states)('2.5.8: every target is 44 px at least, but links in prose ($name)', async (state) => {
    await enter(one.page, devtools, state);
    for (const notice of [...read, fromRight])
      for (const [name, unfolded] of surfaces) {
        await draw(one.page, name, { notice, unfolded });
        const small = (await one.page.evaluate(seen, name)).filter(
          ({ tag, width, height }) => ['button', 'summary'].includes(tag) && (width < 43.5 || height < 43.5),
        );
        expect(small).toEqual([]);
      }
  });

  test('3.1.2: what we say is marked with its language and its direction', async () => {
    await enter(one.page, devtools, light);
    for (const notice of [...notices, fromRight])
      for (const [name] of surfaces) {
        await draw(one.page, name, { notice });
        expect(
          await one.page.locator(`${name} .root`).evaluate((root) => {
            const { lang, dir } = root as HTMLElement;
            return [lang, dir, getComputedStyle(root).direction];
          }),
        ).toEqual([notice.language, notice.direction ?? 'ltr', notice.direction ?? 'ltr']);
      }
  });
});

test('docs/accessibility.md and the tests name the same criteria', () => {
  const tests = ['accessibility', 'accessibility-keyboard', 'fairness-acts']
    .map((name) => readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8'))
    .flatMap((text) => [...text.matchAll(/'(?:[^'\n]*\b)?\d\.\d\.\d+[^'\n]*'/g)])
    .flatMap(([title]) => title.match(/\b\d\.\d\.\d+\b/g) ?? []);
  const rows = readFileSync('docs/accessibility.md', 'utf8').matchAll(
    /^\| (\d\.\d\.\d+) [^|]+\| tested \|/gm,
  );
  const documented = [...rows].map(([, criterion = '']) => criterion);
  expect(documented.length).toBeGreaterThan(35);
  const beyond = ['2.3.3'];
  expect([...new Set(tests)].filter((one) => !beyond.includes(one)).sort()).toEqual([...documented].sort());
});
