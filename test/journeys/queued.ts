/** What the fake Google's tag has queued leaves five seconds later: here when a test says so, however slow the machine is. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Visit } from './browser.ts';
import { until } from './product.ts';

type Held = Window & { due: (() => void)[]; passed?: boolean };

/** On every page that is opened from now on. */
export const holdQueues = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const page = window as unknown as Held;
    const { setTimeout } = window;
    page.due = [];
    window.setTimeout = ((then: () => void, milliseconds?: number, ...given: unknown[]) =>
      milliseconds === 5000 && !page.passed
        ? 1e9 + page.due.push(then)
        : setTimeout(then, milliseconds, ...given)) as typeof window.setTimeout;
  });

/** The five seconds are over; what is queued later waits by the clock. */
export const passQueue = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const held = window as unknown as Held;
    held.passed = true;
    for (const then of held.due.splice(0)) then();
  });

/** Waits until nothing was requested for a second: what a page sends by itself has left. */
export const quiet = async ({ requests }: Visit): Promise<void> => {
  let before = -1;
  await until(async () => {
    const isQuiet = requests.length === before;
    before = requests.length;
    return isQuiet || (await new Promise<false>((done) => setTimeout(done, 1000, false)));
  }, 'nothing is on its way any more');
};
