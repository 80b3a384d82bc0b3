/**
 * What the measuring module costs a press: interactions on the demo's shop at a quarter of the processor, refused and granted in
 * turn. `node bench/inp.mjs [rounds]`, after `npm run build`. The two are compared in one run; these machines are noisy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowsers, quiet } from '../tools/browsers.mjs';
import { startProduct } from './started.mjs';

const rounds = Number(process.argv[2] ?? 5);
const presses = 40;

const folder = mkdtempSync(join(tmpdir(), 'lupa-inp-'));
const product = await startProduct(folder);
const browser = await chromium.launch({ executablePath: findBrowsers(['chromium']).chromium, args: quiet });

/** Durations of the presses' interactions (Event Timing), and the longest task, in ms, after this answer. */
const visit = async (answer) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${product.relayed}/en/shop`);
  await page.getByRole('button', { name: answer, exact: true }).click();
  // The module has come, and has sent its first batch.
  await page.waitForTimeout(2500);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluate(() => {
    window.seen = { interactions: new Map(), longest: 0 };
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries())
        if (interactionId)
          window.seen.interactions.set(
            interactionId,
            Math.max(duration, window.seen.interactions.get(interactionId) ?? 0),
          );
    }).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        window.seen.longest = Math.max(window.seen.longest, duration);
    }).observe({ type: 'longtask' });
  });
  const buttons = page.locator('[data-product]');
  const count = await buttons.count();
  for (let press = 0; press < presses; press++) {
    await buttons.nth(press % count).click();
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(500);
  const { durations, longest } = await page.evaluate(() => ({
    durations: [...window.seen.interactions.values()],
    longest: window.seen.longest,
  }));
  await context.close();
  // Presses that were shown within 16 ms are not told.
  const all = [...durations, ...Array(Math.max(0, presses - durations.length)).fill(8)].sort(
    (one, other) => one - other,
  );
  return { p50: all[Math.floor(all.length * 0.5)], p98: all[Math.floor(all.length * 0.98) - 1], longest };
};

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

try {
  const found = { refused: [], granted: [] };
  for (let round = 0; round < rounds; round++) {
    found.refused.push(await visit('Refuse all'));
    found.granted.push(await visit('Accept all'));
  }
  for (const [what, all] of Object.entries(found)) {
    const of = (key) => median(all.map((one) => one[key])).toFixed(0);
    console.log(
      `${what.padEnd(8)} interactions p50 ${of('p50')} ms, p98 ${of('p98')} ms, longest task ${Math.max(...all.map(({ longest }) => longest)).toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
  await product.end();
  rmSync(folder, { recursive: true, force: true });
}
