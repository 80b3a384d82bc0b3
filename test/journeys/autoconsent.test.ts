/** Consent agents: DuckDuckGo's autoconsent, as its own tests run it, with the rule that we ship and without it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, launch, type Visit, visit } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

const { resolve } = createRequire(import.meta.url);
const agent = readFileSync(
  join(dirname(resolve('@duckduckgo/autoconsent')), 'autoconsent.playwright.js'),
  'utf8',
);
const shipped = JSON.parse(readFileSync(resolve('@duckduckgo/autoconsent/rules/rules.json'), 'utf8')) as {
  autoconsent: { name: string }[];
};
const ours = JSON.parse(readFileSync('docs/autoconsent/lupa.json', 'utf8')) as { name: string };

interface Message {
  type: string;
  cmp?: string;
  result?: boolean;
  [more: string]: unknown;
}
type Page = { autoconsentReceiveMessage?: (message: object) => Promise<void> };

/** A visit with the agent in it: its rules and ours, or without ours its heuristics at their boldest. */
const assisted = async (browser: Browser, autoAction: 'optOut' | 'optIn', withOurs: boolean) => {
  const one = await visit(browser, 'en');
  const messages: Message[] = [];
  const tell = (message: object) =>
    one.page.evaluate((given) => (window as Page).autoconsentReceiveMessage?.(given), message);
  await one.page.exposeBinding('autoconsentSendMessage', ({ frame }, message: Message) => {
    // An embed that waits is a frame of its own.
    if (frame !== one.page.mainFrame()) return;
    messages.push(message);
    if (message.type !== 'init') return;
    const rules = { autoconsent: [...shipped.autoconsent, ...(withOurs ? [ours] : [])] };
    const config = {
      autoAction,
      enableHeuristicDetection: true,
      heuristicMode: withOurs ? 'off' : 'tier2',
      logs: { errors: false },
    };
    return tell({ type: 'initResp', config, rules }).catch(() => {});
  });
  await one.page.addInitScript(agent);
  return { ...one, messages, tell };
};
const said = (messages: readonly Message[], type: string) =>
  until(async () => messages.find((message) => message.type === type), `the agent says ${type}`);

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

const cookie = async ({ context }: Visit) =>
  (await context.cookies()).find(({ name }) => name === 'lupa')?.value;
const decisions = async () =>
  (
    (await (await product.desk('/v1/ledger?limit=1000')).json()) as {
      events: { kind: string; content: { how: string; surface: string; visitor: string | null } }[];
    }
  ).events.filter(({ kind }) => kind === 'decision');

describe('with our rule among all of its own', () => {
  test('refuses in one press, as a visitor would, and its own test agrees', async () => {
    const one = await assisted(browser, 'optOut', true);
    await one.page.goto(`${product.demo}/en/`);
    expect(await said(one.messages, 'popupFound')).toMatchObject({ cmp: 'lupa' });
    expect(await said(one.messages, 'optOutResult')).toMatchObject({ cmp: 'lupa', result: true });
    expect(await said(one.messages, 'autoconsentDone')).toMatchObject({ cmp: 'lupa', isCosmetic: false });
    await one.tell({ type: 'selfTest' });
    expect(await said(one.messages, 'selfTestResult')).toMatchObject({ result: true });
    expect(await cookie(one)).toMatch(/^1~[0-9a-z]+~~!analytics\.1~!marketing\.1$/);
    await until(async () => (await decisions()).length > 0, 'the refusal is in the ledger');
    expect((await decisions()).at(-1)?.content).toMatchObject({
      how: 'reject_all',
      surface: 'banner',
      visitor: null,
    });
    expect(foreign(one, product)).toEqual([]);
    expect(one.messages.filter(({ type }) => type === 'autoconsentError')).toEqual([]);
    // On the next page there is nothing to find.
    one.messages.length = 0;
    await one.page.goto(`${product.demo}/en/shop`);
    await one.page.waitForTimeout(2000);
    expect(one.messages.filter(({ type }) => type === 'popupFound')).toEqual([]);
    await one.context.close();
  });

  test('accepts when it is told to', async () => {
    const one = await assisted(browser, 'optIn', true);
    await one.page.goto(`${product.demo}/en/`);
    expect(await said(one.messages, 'optInResult')).toMatchObject({ cmp: 'lupa', result: true });
    await until(
      async () => /~analytics\.1~marketing\.1$/.test((await cookie(one)) ?? ''),
      'both are granted',
    );
    await one.context.close();
  });

  test('its own test would notice an acceptance', async () => {
    const one = await assisted(browser, 'optIn', true);
    await one.page.goto(`${product.demo}/en/`);
    await said(one.messages, 'optInResult');
    await one.tell({ type: 'selfTest' });
    expect(await said(one.messages, 'selfTestResult')).toMatchObject({ result: false });
    await one.context.close();
  });
});

describe('without our rule, by its heuristics alone', () => {
  test('finds nothing in a shadow root, and above all presses nothing: the question stays', async () => {
    const one = await assisted(browser, 'optOut', false);
    await one.page.goto(`${product.demo}/en/`);
    const refuse = one.page.getByRole('button', { name: 'Refuse all' });
    await refuse.waitFor();
    // It looks again whenever the page has changed, at every second time with its heuristics.
    await one.page.evaluate(() => {
      setInterval(() => document.documentElement.toggleAttribute('data-changed'), 100);
    });
    const looked = ({ type, state }: Message) =>
      type === 'report' && (state as { findCmpAttempts: number }).findCmpAttempts > 4;
    await until(async () => one.messages.some(looked), 'the agent has looked five times');
    expect(one.messages.filter(({ type }) => /popupFound|Result|Done/.test(type))).toEqual([]);
    expect([await refuse.isVisible(), await cookie(one)]).toEqual([true, undefined]);
    await one.context.close();
  });
});
