/** Pages that are hard to live on, in Chromium with a real collector on another origin (docs/hard-pages.md). */
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stored, visit } from './browser.ts';
import { until } from './product.ts';
import { launchStage, launchWithoutCookies, type Stage, startStage } from './stage.ts';

const own = 'nonce="once"';
const icon = '<link rel="icon" href="data:,">';
const held = `<script type="text/plain" ${own} data-purpose="analytics">window.ran = true;</script>
  <script type="text/plain" ${own} data-purpose="analytics" src="/held.js"></script>
  <iframe id="film" data-purpose="marketing" data-src="/film" width="400" height="300"></iframe>`;
const strict =
  "default-src 'none'; script-src 'nonce-once' 'strict-dynamic'; style-src 'self'; connect-src {collector}; frame-src 'self'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'";
const listed =
  "default-src 'none'; script-src 'self' {collector}; connect-src {collector}; frame-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lupa lit-html";

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  browser = await launchStage();
  stage = await startStage((path, loader) => {
    if (path === '/held.js') return { html: 'window.heard = true;' };
    if (path === '/film') return { html: `<title>A film</title>${icon}` };
    if (path === '/portal')
      return { html: `${icon}<iframe id="shop" src="${stage.shop}/" width="900" height="600"></iframe>` };
    const tag = `<script async ${path === '/listed' ? '' : own} src="${loader}"></script>`;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${icon}${tag}</head><body><h1>A shop</h1>${held}</body></html>`;
    const policy = { '/strict': strict, '/listed': listed }[path];
    return { html, ...(policy && { policy }) };
  });
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (at: Page | Frame, name: string) => at.getByRole('button', { name, exact: true }).click();
const choose = async (at: Page | Frame, name: string) => {
  await press(at, 'Privacy choices');
  await press(at, name);
};
const state = (at: Page | Frame) =>
  at.evaluate(() => ({
    allowed: window.lupa?.allows('analytics'),
    film: document.getElementById('film')?.hasAttribute('src'),
    asked: !!document.querySelector('lupa-banner'),
  }));
const becomes = (at: Page | Frame, wanted: Partial<Awaited<ReturnType<typeof state>>>, what: string) =>
  until(async () => {
    const now = await state(at);
    return Object.entries(wanted).every(([name, value]) => now[name as keyof typeof now] === value);
  }, what);

describe('a strict policy, the collector on another origin', () => {
  test.each(['/strict', '/listed'])(
    '%s: nothing is violated, and nothing is said in the console',
    async (path) => {
      const one = await visit(browser, 'en');
      await one.page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective));
      });
      await one.page.goto(stage.localhost + path);
      await press(one.page, 'Choose');
      await one.page.getByRole('switch').first().waitFor();
      await one.page.keyboard.press('Escape');
      // The dialog has such a button too.
      await one.page.getByRole('dialog').waitFor({ state: 'detached' });
      await press(one.page, 'Refuse all');
      await becomes(one.page, { asked: false, allowed: false, film: false }, 'the refusal');
      await choose(one.page, 'Accept all');
      await becomes(one.page, { allowed: true, film: true }, 'the grant');
      await until(
        () => one.page.evaluate(() => (window as unknown as { heard?: boolean }).heard),
        'the held script runs',
      );
      await choose(one.page, 'Refuse all');
      await becomes(one.page, { allowed: false, film: false }, 'the withdrawal');
      expect(await one.page.evaluate(async () => (await fetch('https://ads.example/')).text())).toBe('');
      // The policy without a nonce lets no inline script through, held or not.
      const inline = one.errors.filter((line) => /inline|script-src-elem/.test(line));
      expect(one.errors.filter((line) => !inline.includes(line))).toEqual([]);
      expect(inline.length > 0).toBe(path === '/listed');
      // A page that is shut before could deliver it while the next test counts.
      await until(
        async () => Object.keys((await stored(one)).local).length === 0,
        'the withdrawal is delivered',
      );
      await one.context.close();
    },
  );
});

describe('plain http', () => {
  test('without secure contexts all of it works, and two acts arrive as two', async () => {
    const one = await visit(browser, 'en');
    await one.page.goto(`${stage.shop}/`);
    expect(await one.page.evaluate(() => isSecureContext || !!crypto.subtle || !!navigator.locks)).toBe(
      false,
    );
    const before = (await stage.collector.decisions()).length;
    await press(one.page, 'Accept all');
    await becomes(one.page, { allowed: true, film: true }, 'the grant');
    await until(async () => (await stage.collector.decisions()).length === before + 1, 'the grant is stored');
    await until(async () => (await stage.collector.visits()).length > 0, 'the visit is stored');
    await choose(one.page, 'Refuse all');
    await until(
      async () => (await stage.collector.decisions()).length === before + 2,
      'the withdrawal is stored',
    );
    expect((await stage.collector.decisions()).map(({ how }) => how).slice(-2)).toEqual([
      'accept_all',
      'reject_all',
    ]);
    expect(one.errors).toEqual([]);
    await one.context.close();
  });
});

describe('a browser or a place that keeps nothing', () => {
  test('in a frame of another site nobody is asked; a choice by the button holds for the page', async () => {
    const one = await visit(browser, 'en');
    for (let pages = 0; pages < 2; pages++) {
      await one.page.goto(`${stage.portal}/portal`);
      const frame = await until(
        async () => one.page.frames().find((each) => each.url() === `${stage.shop}/`),
        'the frame',
      );
      await frame.getByRole('button', { name: 'Privacy choices' }).waitFor();
      await one.page.waitForTimeout(700);
      expect(await state(frame)).toEqual({ allowed: false, film: false, asked: false });
      await choose(frame, 'Accept all');
      await becomes(frame, { allowed: true, film: true }, 'the grant');
    }
    expect(one.errors).toEqual([]);
    await one.context.close();
  });

  test.each(['the page', 'the profile'])(
    'with cookies forbidden for %s nobody is asked, on no page',
    async (where) => {
      const own =
        where === 'the profile' ? await launchWithoutCookies() : (await visit(browser, 'en')).context;
      const page = await own.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      const network = await own.newCDPSession(page);
      if (where === 'the page') await network.send('Emulation.setDocumentCookieDisabled', { disabled: true });
      for (const path of ['/', '/again']) {
        await page.goto(stage.localhost + path);
        await page.getByRole('button', { name: 'Privacy choices' }).waitFor();
        await page.waitForTimeout(500);
        expect(await state(page)).toEqual({ allowed: false, film: false, asked: false });
        await choose(page, 'Accept all');
        await becomes(page, { allowed: true, film: true }, 'the grant');
      }
      expect([errors, await own.cookies()]).toEqual([[], []]);
      await own.close();
    },
  );
});

describe('the back/forward cache', () => {
  const back = async (page: Page) => {
    await page.goBack({ waitUntil: 'commit' });
    await until(
      () => page.evaluate(() => (window as { back?: boolean }).back),
      'the page is taken from the cache',
    );
  };
  /** A page that holds a lock, or in which a frame still loads, would not be cached. */
  const leave = async (page: Page) => {
    await until(
      () =>
        page.evaluate(async () => {
          const film = document.querySelector<HTMLIFrameElement>('#film[src]')?.contentDocument;
          const { held = [], pending = [] } = await navigator.locks.query();
          const loads = film && (film.title !== 'A film' || film.readyState !== 'complete');
          return !loads && held.length + pending.length === 0;
        }),
      'the page is at rest',
    );
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { back: persisted })),
    );
    await page.goto(`${stage.localhost}/elsewhere`);
  };

  test('a page that comes back stands where the visitor stands now: answered, and withdrawn', async () => {
    const one = await visit(browser, 'en');
    const other = await one.context.newPage();
    await one.page.goto(`${stage.localhost}/`);
    await one.page.getByRole('button', { name: 'Accept all' }).waitFor();
    await leave(one.page);
    await other.goto(`${stage.localhost}/`);
    await press(other, 'Accept all');
    await becomes(other, { allowed: true }, 'the grant');
    await back(one.page);
    await becomes(
      one.page,
      { asked: false, allowed: true, film: true },
      'the page that came back has the grant',
    );
    await leave(one.page);
    await choose(other, 'Refuse all');
    await becomes(other, { allowed: false }, 'the withdrawal');
    await back(one.page);
    expect((await state(one.page)).allowed).toBe(false);
    await becomes(one.page, { film: false }, 'the frame is emptied');
    expect(await one.page.evaluate(async () => (await fetch('https://ads.example/')).text())).toBe('');
    expect(one.errors).toEqual([]);
    await one.context.close();
  });
});
