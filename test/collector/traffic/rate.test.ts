import { expect, test } from 'vitest';
import { crowd } from '../../../collector/traffic/crowd.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import { testWorld } from '../../support/world.ts';

const limit = (perMinute: number, most?: number) => {
  const world = testWorld();
  return {
    world,
    rate: rateLimit({ perMinute, clock: world.clock, random: world.random, ...(most && { most }) }),
  };
};
const host = [203, 0, 113, 77];

test('a bucket empties, says when to come again, and fills with time', () => {
  const { world, rate } = limit(60);
  for (let call = 0; call < 60; call += 1) expect(rate.take(host, 1)).toBe(0);
  expect(rate.take(host, 1)).toBe(1);
  expect(rate.take(host, 30)).toBe(30);
  expect(rate.take([203, 0, 113, 78], 1), 'a neighbour has a bucket of his own').toBe(0);
  world.pass(30_000);
  expect(rate.take(host, 30)).toBe(0);
  expect(rate.take(host, 1)).toBe(1);
});

test('0 turns it off, and a call that costs more than a bucket holds is let in when it is full', () => {
  const { rate } = limit(0);
  for (let call = 0; call < 1000; call += 1) expect(rate.take(host, 1000)).toBe(0);
  const small = limit(10).rate;
  expect(small.take(host, 30)).toBe(0);
  expect(small.take(host, 30)).toBeGreaterThan(0);
});

test('those whose address is not known share a bucket that is twenty times as wide', () => {
  const { rate } = limit(10);
  let letIn = 0;
  for (let call = 0; call < 500; call += 1) if (rate.take(undefined, 1) === 0) letIn += 1;
  expect(letIn).toBe(200);
});

test('memory is bounded: the least lately used bucket goes first', () => {
  const { rate } = limit(1, 3);
  const of = (last: number) => rate.take([198, 51, 100, last], 1);
  expect([of(1), of(2), of(3)]).toEqual([0, 0, 0]);
  expect(of(1), 'still known').toBeGreaterThan(0);
  expect(of(4)).toBe(0);
  expect(of(1), 'asked for lately').toBeGreaterThan(0);
  expect(of(2), 'forgotten').toBe(0);
});

test('the key lives for a day: nothing links the addresses of two days', () => {
  const keys: number[] = [];
  const world = testWorld();
  const random = (bytes: number) => {
    keys.push(bytes);
    return world.random(bytes);
  };
  const rate = rateLimit({ perMinute: 1, clock: world.clock, random });
  rate.take(host, 1);
  world.pass(24 * 60 * 60 * 1000 + 1);
  expect(rate.take(host, 1)).toBe(0);
  expect(keys).toEqual([32, 32]);
});

test("one site's crowd leaves room for another's, and those that have gone make room", async () => {
  const inside = crowd(2);
  const gates: (() => void)[] = [];
  const wait = () => new Promise<string>((done) => gates.push(() => done('in')));
  const first = [inside('a', wait), inside('a', wait)];
  expect(await inside('a', async () => 'in')).toBeUndefined();
  expect(await inside('b', async () => 'in')).toBe('in');
  for (const open of gates) open();
  expect(await Promise.all(first)).toEqual(['in', 'in']);
  expect(await inside('a', async () => 'in')).toBe('in');
  await expect(inside('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inside('a', async () => 'in')).toBe('in');
});
