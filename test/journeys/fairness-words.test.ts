/** Fair by test: what the two layers say and hold, and in which order, in every language. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { draw, enter, equip, notices, places, read } from './surfaces.ts';

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

describe('the words and the order, in every language', () => {
  test('C2, C5: accept and refuse are buttons, side by side in the frame of the first layer, and of the second', async () => {
    await enter(one.page, devtools, { name: 'light' });
    for (const notice of notices)
      for (const name of ['lupa-banner', 'lupa-preferences'] as const) {
        await draw(one.page, name, { notice });
        const found = await one.page.locator(`${name} [part=answer]`).evaluateAll((all) => ({
          tags: all.map(({ localName }) => localName),
          parents: new Set(all.map(({ parentElement }) => parentElement)).size,
          framed: all.every((button) => button.closest('section,dialog')),
          inProse: all.some((button) => button.closest('p,a')),
          words: all.map(({ textContent }) => textContent),
        }));
        const { acceptAll, rejectAll } = notice.texts;
        expect(found).toEqual({
          tags: ['button', 'button'],
          parents: 1,
          framed: true,
          inProse: false,
          words: [acceptAll, rejectAll],
        });
      }
  });

  test('C4: each is one tab stop, next to the other, and one press', async () => {
    for (const notice of read) {
      await draw(one.page, 'lupa-banner', { notice });
      await one.page.evaluate(() => {
        window.heard = [];
        const banner = document.querySelector('lupa-banner');
        for (const name of ['consent-choose', 'consent-open'])
          banner?.addEventListener(name, (event) =>
            window.heard.push((event as CustomEvent).detail ?? 'choose'),
          );
      });
      const { acceptAll, rejectAll, choose, statement } = notice.texts;
      const stops = [];
      for (let press = 0; press < 4; press++) {
        await one.page.keyboard.press('Tab');
        stops.push(
          await one.page.evaluate(
            () => document.querySelector('lupa-banner')?.shadowRoot?.activeElement?.textContent,
          ),
        );
        if (press) await one.page.keyboard.press('Enter');
      }
      expect(stops).toEqual([statement, acceptAll, rejectAll, choose]);
      expect(await one.page.evaluate(() => window.heard)).toEqual(['granted', 'denied', 'choose']);
    }
  });

  test('C6, C8: one switch an optional purpose, none of them on, and nothing else that could be ticked', async () => {
    for (const notice of notices) {
      await draw(one.page, 'lupa-preferences', { notice, unfolded: true });
      const optional = notice.purposes.filter(({ necessary }) => !necessary);
      expect(
        await one.page
          .locator('lupa-preferences [role=switch]')
          .evaluateAll((all) => all.map((each) => each.getAttribute('aria-checked'))),
      ).toEqual(optional.map(() => 'false'));
      expect(
        await one.page
          .locator(
            'lupa-preferences :is(input,select,textarea,[role=checkbox],[role=radio],[aria-pressed],[contenteditable])',
          )
          .count(),
      ).toBe(0);
      const words = (await one.page.locator('lupa-preferences dialog').allInnerTexts()).join();
      expect(words).not.toMatch(/legitimate interest|oikeutettu etu|oikeutetu|berättigat intresse/i);
    }
  });

  test('C17: the first layer names controller, purposes, recipients, and how to withdraw, and all of it can be seen', async () => {
    await enter(one.page, devtools, { name: 'light' });
    for (const notice of notices)
      for (const [, place] of places) {
        await draw(one.page, 'lupa-banner', { notice, place });
        const words = (await one.page.locator('lupa-banner section').allInnerTexts())
          .join()
          .replaceAll(/\s+/g, ' ');
        const { intro, recipients, withdrawal, statement } = notice.texts;
        for (const said of [
          notice.controller.name,
          'Google Ireland Limited',
          intro,
          recipients,
          withdrawal,
          statement,
          ...notice.purposes
            .filter(({ necessary }) => !necessary)
            .flatMap(({ name, description }) => [name, description]),
        ])
          expect(words, notice.language).toContain(said.replaceAll(/\s+/g, ' ').trim());
      }
  });

  test('C28: the labels have one form: of like length, without emphasis, without a word of praise or fear', () => {
    for (const {
      language,
      texts: { acceptAll, rejectAll },
    } of notices) {
      const [long = 0, short = 0] = [acceptAll.length, rejectAll.length].sort((one, other) => other - one);
      expect(long / short, language).toBeLessThan(1.8);
      for (const label of [acceptAll, rejectAll]) {
        expect(label, language).not.toMatch(/[!?…✓✔👍]|\p{Emoji_Presentation}/u);
        // Arabic and Hebrew have no capitals to shout with.
        if (label.toLowerCase() !== label.toUpperCase())
          expect(label, 'no shouting').not.toBe(label.toUpperCase());
      }
      expect(Math.abs(acceptAll.split(' ').length - rejectAll.split(' ').length), language).toBeLessThan(2);
    }
    for (const { texts } of read) {
      const [accept, refuse] = [texts.acceptAll, texts.rejectAll].map((label) => label.split(' '));
      expect(accept?.at(-1), 'the same object').toBe(refuse?.at(-1));
      expect([accept?.length, refuse?.length]).toEqual([2, 2]);
    }
  });
});
