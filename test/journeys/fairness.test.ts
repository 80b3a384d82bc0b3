/** Fair by test: accept and refuse are the same to eye and hand, in every state, language and position. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences, standing } from '../support/onPage.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { everything } from './everything.ts';
import { type Product, startProduct } from './product.ts';
import { draw, enter, equip, notices, places, read, states } from './surfaces.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
let one: Visit;
let devtools: CDPSession;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
  one = await visit(browser);
  devtools = await one.context.newCDPSession(one.page);
  await one.page.goto(product.demo);
  await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
  await equip(one.page);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('C3: accept and refuse are the same in every language and position', () => {
  test('there are languages, positions and states to look at', () => {
    expect(read).toHaveLength(3);
    expect(everything).toHaveLength(notices.length * (places.length + 1));
    expect(states.length).toBeGreaterThan(10);
  });
  test.each(states)('$name', async (state) => {
    await enter(one.page, devtools, state);
    expect(await one.page.evaluate(differences, everything)).toEqual([]);
  });

  test.each([
    ['[part=answer]:first-child{font-weight:700}', 'font-weight'],
    ['[part=answer]:first-child{background:#2d4f3c}', 'background-color'],
    ['[part=answer]:first-child{padding-inline:2em}', 'padding-inline-start'],
    ['[part=answer]:first-child{opacity:.9}', 'opacity'],
    ['.actions{grid-template-columns:2fr 1fr!important}', 'width'],
    ['[part=answer]{color:#888!important}', 'contrast'],
    ['[part=answer]:nth-child(2){position:relative;top:90px}', 'place'],
    ['.actions{position:relative}.actions::after{content:"";position:absolute;inset:0}', 'covered'],
  ])('the comparison has power: %s', async (place, found) => {
    await enter(one.page, devtools, { name: 'light' });
    const [notice] = read;
    if (!notice) throw new Error('There is no notice.');
    const seen = await one.page.evaluate(differences, [['lupa-banner', 'bent', { notice, place }] as const]);
    expect(seen.join()).toContain(found);
  });

  test('they look the same under the pointer and with the focus', async () => {
    await enter(one.page, devtools, { name: 'light' });
    for (const notice of read) {
      await draw(one.page, 'lupa-banner', { notice });
      const looks = [];
      for (const word of ['acceptAll', 'rejectAll'] as const) {
        const button = one.page.getByRole('button', { name: notice.texts[word], exact: true });
        const style = () =>
          button.evaluate((element) => {
            const { color, backgroundColor, textDecorationLine, outline, outlineOffset } =
              getComputedStyle(element);
            return [color, backgroundColor, textDecorationLine, outline, outlineOffset];
          });
        await button.hover();
        const hovered = await style();
        await one.page.mouse.move(1200, 20);
        await button.press('Shift');
        looks.push([hovered, await style()]);
      }
      expect(looks[0]).toEqual(looks[1]);
      expect(looks[0]?.[0], 'hovering shows').not.toEqual(looks[0]?.[1]);
    }
  });

  test('no label of a language that is read breaks into two lines at 320 px', async () => {
    await enter(one.page, devtools, { name: '320 px', width: 320, height: 640 });
    for (const notice of read)
      for (const name of ['lupa-banner', 'lupa-preferences'] as const) {
        await draw(one.page, name, { notice });
        const heights = await one.page
          .locator(`${name} button`)
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
        expect(Math.max(...heights), `${notice.language} ${name}`).toBeLessThan(50);
      }
  });

  test('both are on the screen without scrolling, wherever there is room for them', async () => {
    for (const state of states.filter(({ height = 800, text = 16 }) => height > 20 * text)) {
      await enter(one.page, devtools, state);
      const hidden = await one.page.evaluate(
        (everything) =>
          everything.flatMap(([name, what, drawing]) =>
            [...window.drawn(name, drawing).querySelectorAll('[part=answer]')].some((button) => {
              const { top, bottom } = button.getBoundingClientRect();
              return top < 0 || bottom > innerHeight;
            })
              ? [what]
              : [],
          ),
        everything,
      );
      expect(hidden, state.name).toEqual([]);
    }
  });
});

describe('C3: no style sheet of the page bends them, or hides them', () => {
  const hostile = [
    '*{all:unset!important;font-size:40px!important;display:block!important}',
    'button,section,dialog,h2,p,a,div{display:none!important;opacity:.1!important;transform:scale(2)!important}',
    'lupa-banner,lupa-preferences{display:none!important;opacity:0!important;visibility:hidden!important;position:absolute!important;transform:scale(.1)!important;filter:blur(9px)!important;pointer-events:none!important}',
    '*{--s:red;--t:red;--b:red;--u:red;--m:red;--l:red;color:red!important;background:red!important}',
    ':root{font-size:4px!important;letter-spacing:9px;line-height:9;text-transform:uppercase;word-spacing:9em;text-align:right;direction:rtl;cursor:none;visibility:hidden}',
    'body{zoom:3;transform:scale(.5);filter:invert(1);opacity:0;visibility:hidden;display:none}',
    'html{display:grid!important;gap:90px;justify-content:space-between}',
    'html{display:flex!important;justify-content:space-around;overflow:hidden!important;height:10px}',
    '*::before,*::after{content:"x"!important;display:block!important}',
    ':first-child,:nth-child(n),:not(:last-child),*+*,html>*{margin:90px!important;padding:90px!important;float:right!important}',
    'button:first-child,button:nth-of-type(1){font-size:9em!important;background:lime!important}',
    '@media all{*{animation:none!important;transition:all 9s!important;user-select:none!important}}',
  ];
  test.each(hostile)('%s', async (css) => {
    for (const notice of read)
      for (const [, place] of places) {
        await enter(one.page, devtools, { name: 'light' });
        const before = await one.page.evaluate(standing, { notice, place });
        await enter(one.page, devtools, { name: 'hostile', css });
        expect(await one.page.evaluate(standing, { notice, place })).toEqual(before);
      }
    expect(await one.page.evaluate(differences, everything)).toEqual([]);
  });

  test('a filter upon the whole page leaves them the same', async () => {
    await enter(one.page, devtools, {
      name: 'a reader in the dark',
      css: 'html{filter:invert(1) hue-rotate(180deg)}',
    });
    expect(await one.page.evaluate(differences, everything)).toEqual([]);
  });

  test("an owner's colours are theirs together: one rule, one part", async () => {
    await enter(one.page, devtools, {
      name: 'owned',
      css: ':root{--lupa-button:#0a5;--lupa-button-text:#000;--lupa-surface:#ffe}lupa-banner::part(answer){font-style:italic;border-width:4px}',
    });
    const seen = await one.page.evaluate(differences, everything);
    expect(seen).toEqual([]);
    const [notice] = read;
    if (!notice) throw new Error('There is no notice.');
    await draw(one.page, 'lupa-banner', { notice });
    for (const word of ['acceptAll', 'rejectAll'] as const) {
      const button = one.page.getByRole('button', { name: notice.texts[word], exact: true });
      expect(
        await button.evaluate((element) => [
          getComputedStyle(element).backgroundColor,
          getComputedStyle(element).fontStyle,
        ]),
      ).toEqual(['rgb(0, 170, 85)', 'italic']);
    }
  });
});
