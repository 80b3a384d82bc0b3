import { expect, test } from 'vitest';
import { readiness } from '../../collector/readiness.ts';
import { probe } from '../../collector/store/probe.ts';
import { ask } from '../support/beside.ts';
import { testCollector } from '../support/collector.ts';
import { testWorld } from '../support/world.ts';

const parts = (change: object = {}) => {
  const world = testWorld();
  return {
    world,
    ask: readiness({
      clock: world.clock,
      isServing: () => true,
      probe: async () => {},
      sealing: async () => undefined,
      ...change,
    }),
  };
};

test('ready while the store reads and writes, and the sealer keeps up', async () => {
  const { store, controller } = await testCollector();
  const { ask } = parts({ probe: () => probe(store, controller.id, new Uint8Array([1, 2, 3])) });
  expect(await ask()).toBeUndefined();
  expect(await parts({ sealing: async () => ({ events: 5, milliseconds: 60_000 }) }).ask()).toBeUndefined();
});

test('not ready before everything listens, when the store fails or hangs, and when nothing was sealed for long', async () => {
  expect(await parts({ isServing: () => false }).ask()).toMatch('Starting');
  expect(await parts({ probe: () => Promise.reject(new Error('disk')) }).ask()).toMatch('The store');
  expect(await parts({ probe: () => new Promise(() => {}), patience: 5 }).ask()).toMatch('The store');
  const sealing = async () => ({ events: 5, milliseconds: 3_600_000 });
  expect(await parts({ sealing }).ask()).toMatch('sealed');
});

test('a store that takes no writes is found out', async () => {
  const { store, database, controller } = await testCollector();
  await ask(database, 'alter table marks rename to no_marks');
  await expect(probe(store, controller.id, new Uint8Array([1]))).rejects.toThrow();
});

test('many who ask at once are one look, and so are those within a second', async () => {
  let looks = 0;
  const { world, ask } = parts({
    probe: async () => {
      looks += 1;
    },
  });
  await Promise.all([ask(), ask(), ask()]);
  await ask();
  expect(looks).toBe(1);
  world.pass(1000);
  await ask();
  expect(looks).toBe(2);
});
