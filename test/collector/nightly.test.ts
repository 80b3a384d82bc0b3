import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nightly, untilTime } from '../../collector/nightly.ts';

const hour = 60 * 60_000;

test('the time until the next night is never none, and never more than a day and an hour', () => {
  const now = new Date(2026, 10, 22, 20, 0).getTime();
  expect(untilTime(now, [3, 0])).toBe(7 * hour);
  expect(untilTime(new Date(2026, 10, 22, 3, 0).getTime(), [3, 0])).toBe(24 * hour);
  expect(untilTime(new Date(2026, 10, 22, 2, 59).getTime(), [3, 0])).toBe(60_000);
});

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 22, 20, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

test('it runs each night, also after one that failed, and not after it was stopped', async () => {
  let runs = 0;
  const faults: unknown[] = [];
  const work = nightly(
    async () => {
      runs += 1;
      if (runs === 1) throw new Error('the first one fails');
    },
    [3, 0],
    Date.now,
    (fault) => faults.push(fault),
  );
  await vi.advanceTimersByTimeAsync(6.9 * hour);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(0.2 * hour);
  expect(runs).toBe(1);
  expect(faults).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(24 * hour);
  expect(runs).toBe(2);
  await work.stop();
  await vi.advanceTimersByTimeAsync(48 * hour);
  expect(runs).toBe(2);
});
