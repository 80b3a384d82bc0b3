import { afterEach, expect, test, vi } from 'vitest';
import { repeat } from '../../collector/background.ts';

// Also after a failure: other files run in this process.
afterEach(() => {
  vi.useRealTimers();
});

test('a job runs again after each run, fails without an end, and is never two at once', async () => {
  vi.useFakeTimers();
  const faults: unknown[] = [];
  let runs = 0;
  let under = 0;
  let most = 0;
  const job = repeat(
    async () => {
      runs += 1;
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 250));
      under -= 1;
      if (runs === 2) throw new Error('the second fails');
    },
    100,
    (fault) => faults.push(fault),
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect([runs, most, faults.map(String)]).toEqual([3, 1, ['Error: the second fails']]);
  const stopping = job.stop();
  await vi.advanceTimersByTimeAsync(1000);
  await stopping;
  expect(runs).toBe(3);
});

test('a stop waits for the run under way, which is told', async () => {
  const seen: boolean[] = [];
  let go = () => {};
  const job = repeat(
    async (stopped) => {
      seen.push(stopped());
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      seen.push(stopped());
    },
    1,
    () => {},
  );
  const stopping = job.stop();
  go();
  await stopping;
  expect(seen).toEqual([false, true]);
});
