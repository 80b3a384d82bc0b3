/** What a withdrawal stops on its way to Google by the relay, and what measuring costs the page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stored, type Visit, visit } from './browser.ts';
import { until } from './product.ts';
import { allowAnalytics, names, type Relaying, refuse, startRelaying } from './relaying.ts';

let the: Relaying;
beforeAll(async () => {
  the = await startRelaying();
});
afterAll(() => the?.close());

describe('a withdrawal', () => {
  const event = (page: Page, name: string) =>
    page.evaluate((given) => (window.lupa as unknown as { event(name: string): void }).event(given), name);
  /** The collector has taken a batch of this page's; the one in which this event is, where one is named. */
  const taken = (page: Page, name = '') =>
    page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/analytics') &&
        answer.status() === 202 &&
        !!answer.request().postData()?.includes(name),
    );
  const granting = async (): Promise<Visit> => {
    const one = await visit(the.browser);
    await one.page.goto(`${the.relay}/shop`);
    await Promise.all([taken(one.page), allowAnalytics(one.page)]);
    return one;
  };

  test('C11, C12: holds at once for what waits in two tabs and at the collector: it never reaches Google, what others did does', async () => {
    const [one, staying] = [await granting(), await granting()];
    const other = await one.context.newPage();
    await Promise.all([taken(other), other.goto(`${the.relay}/register`)]);
    await one.page.bringToFront();
    const dropped = async () =>
      Number(
        /lupa_relay_dropped_total\{reason="ended"\} (\d+)/.exec(
          await (await the.product.desk('/metrics')).text(),
        )?.[1] ?? 0,
      );
    the.onward.cut();
    const [sent, gone] = [the.onward.bytes().length, await dropped()];
    // At the collector.
    await Promise.all([taken(one.page, 'odottaa_palvelimella'), event(one.page, 'odottaa_palvelimella')]);
    await Promise.all([taken(staying.page, 'ei_peruttu'), event(staying.page, 'ei_peruttu')]);
    // In the tabs.
    await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).click();
    await one.page.getByRole('button', { name: 'Hylkää kaikki' }).waitFor();
    await Promise.all([other, one.page].map((page) => event(page, 'odottaa_sivulla')));
    const decided = () => the.seen.filter(({ path }) => path.endsWith('/decisions')).length;
    const decisions = decided();
    await refuse(one.page);
    // Of this browser alone: the other visitor goes on.
    const told = () => one.requests.filter(({ pathname }) => pathname.endsWith('/analytics')).length;
    const left = told();
    // In another tab nothing is measured any more, either.
    await event(other, 'perumisen_jalkeen');
    await other.goto(`${the.relay}/privacy`);
    await until(async () => decided() > decisions, 'it is told');
    the.onward.mend();
    await names(the, ['ei_peruttu']);
    await one.page.waitForTimeout(2000);
    const got = the.onward.bytes().slice(sent);
    expect(got).toContain('ei_peruttu');
    expect(got).not.toMatch(/odottaa|perumisen/);
    await until(async () => (await dropped()) > gone, 'what waited is dropped, and counted');
    // One may have been on its way.
    expect(told(), 'nor the collector').toBeLessThanOrEqual(left + 1);
    await until(async () => Object.keys((await stored(one)).local).length === 0, 'nothing is kept');
    await one.context.close();
    await staying.context.close();
  });
});

test('measuring makes no task of 50 ms and moves nothing of the page', async () => {
  const one = await visit(the.browser);
  await one.page.addInitScript(() => {
    const page = window as unknown as { shift: number };
    page.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        page.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await one.page.goto(`${the.relay}/shop`);
  await allowAnalytics(one.page);
  await one.page.waitForFunction(() => localStorage['lupa:demo-relay:session']);
  await the.browser.startTracing(one.page, { categories: ['devtools.timeline', 'v8.execute'] });
  await one.page.goto(`${the.relay}/`);
  for (let part = 1; part < 20; part++) {
    await one.page.mouse.wheel(0, 300);
    await one.page.evaluate((at) => history.pushState(null, '', `/osa/${at}`), part);
    await one.page.waitForTimeout(150);
  }
  await one.page.locator('h1').click();
  interface Traced {
    /** What it took of the processor, in microseconds: on a busy machine a task may be put off as long as may be. */
    tdur?: number;
    args?: { data?: { url?: string } };
  }
  const trace = JSON.parse((await the.browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  const ours = trace.traceEvents.filter(
    ({ args, tdur }) => tdur !== undefined && /assets\/tags-/.test(args?.data?.url ?? ''),
  );
  expect(ours.length).toBeGreaterThan(5);
  expect(Math.max(...ours.map(({ tdur = 0 }) => tdur / 1000)), 'milliseconds').toBeLessThan(50);
  expect(await one.page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  await one.context.close();
});
