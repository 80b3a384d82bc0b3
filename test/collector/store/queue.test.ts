import { expect, test } from 'vitest';
import { commitQueue } from '../../../collector/store/queue.ts';

test('visitors go before imports, each in the order of arrival', () => {
  const queue = commitQueue<number>(3);
  queue.add(1, 'import');
  queue.add(2, 'import');
  queue.add(3, 'visitor');
  queue.add(4, 'visitor');
  expect(queue.waiting()).toBe(4);
  expect(queue.take()).toEqual([3, 4, 1]);
  expect(queue.take()).toEqual([2]);
  expect(queue.take()).toEqual([]);
});

test('a turn has no more than its most, and what is left is taken by the next', () => {
  const queue = commitQueue<number>(2);
  for (const n of [1, 2, 3]) queue.add(n, 'visitor');
  expect(queue.take()).toEqual([1, 2]);
  expect(queue.take()).toEqual([3]);
});
