import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { makeOperator } from '../../../collector/register/controllers.ts';
import { dropSalts, type Salted, saltFor } from '../../../collector/register/salts.ts';
import { night } from '../../../collector/rights/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { type TestDatabase, testDatabase } from '../../support/engine.ts';
import { fileTest } from '../../support/fileTest.ts';
import { testWorld } from '../../support/world.ts';

const today = 20_779;
const rotating = (rotation: number): Salted => ({
  controller: 1,
  site: 1,
  settings: {
    google: {
      mode: 'relay',
      measurementId: 'G-ABC123',
      purpose: 'analytics',
      relay: { rotation, query: [], search: [], terms: true },
    },
  },
});
const monthly = rotating(30);

const opened = async (given?: TestDatabase) => {
  const world = testWorld();
  const database = given ?? (await testDatabase(world.clock));
  const store = await database.open();
  afterAll(() => store.close());
  await makeOperator(store, world, 'Example Oy', 'privacy@example.fi'); // number 1
  const count = async () =>
    Number(
      (
        await store.read(sql`select count(*) as n from analytics_salts where controller_id = :c`, { c: 1 })
      )[0]?.['n'],
    );
  return { database, file: database.file, world, store, count };
};
const text = (salt: Uint8Array) => Buffer.from(salt).toString('hex');

test('a salt is made once, whoever asks at once and in whichever collector', async () => {
  const one = await opened();
  const other = await opened(one.database);
  const asked = await Promise.all(
    [one, other, one, other, one].map(({ store, world }) => saltFor(store, world, monthly, 'client', today)),
  );
  expect(new Set(asked.map(text)).size).toBe(1);
  expect(asked[0]?.length).toBe(32);
  expect(await one.count()).toBe(1);
});

test('sites, kinds and controllers have salts of their own', async () => {
  const { store, world } = await opened();
  const salts = await Promise.all([
    saltFor(store, world, monthly, 'client', today),
    saltFor(store, world, monthly, 'day', today),
    saltFor(store, world, monthly, 'day', today + 1),
    saltFor(store, world, { ...monthly, site: 2 }, 'client', today),
    saltFor(store, world, { ...monthly, controller: 2 }, 'client', today),
  ]);
  expect(new Set(salts.map(text)).size).toBe(5);
});

test('a client’s salt lasts for the days of its rotation, and a shorter rotation holds from the next day on', async () => {
  const { store, world, count } = await opened();
  const on = async (place: Salted, day: number) => text(await saltFor(store, world, place, 'client', day));
  const first = await on(monthly, today);
  expect(await on(monthly, today + 29)).toBe(first);
  const second = await on(monthly, today + 30);
  expect(second).not.toBe(first);
  expect(await on(monthly, today + 31)).toBe(second);
  // The one before is destroyed when another takes its place.
  expect(await count()).toBe(1);
  const daily = rotating(1);
  const third = await on(daily, today + 32);
  expect(third).not.toBe(second);
  expect(await on(daily, today + 33)).not.toBe(third);
  expect(await count()).toBe(1);
});

fileTest(
  'CNIL (2): a salt whose time is over is destroyed, in memory too, and the night leaves no byte of it in the file',
  async () => {
    const { file, store, world, count } = await opened();
    const daily = rotating(1);
    const old = [
      await saltFor(store, world, daily, 'client', today),
      await saltFor(store, world, daily, 'day', today),
    ];
    await dropSalts(store, 1, { today, open: today });
    expect(await count()).toBe(2);
    // A day that is over is kept until it is counted.
    await dropSalts(store, 1, { today: today + 1, open: today });
    expect(await count()).toBe(1);
    expect(text(await saltFor(store, world, daily, 'day', today))).toBe(text(old[1] as Uint8Array));
    await dropSalts(store, 1, { today: today + 1, open: today + 1 });
    expect(await count()).toBe(0);
    const held = () => Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
    // The search is real: until the night the log still holds them.
    expect(old.map((salt) => held().includes(Buffer.from(salt)))).toEqual([true, true]);
    await night(store, world);
    await store.maintain('checkpoint');
    expect(old.map((salt) => held().includes(Buffer.from(salt)))).toEqual([false, false]);
    const again = await Promise.all([
      saltFor(store, world, daily, 'client', today),
      saltFor(store, world, daily, 'day', today),
    ]);
    expect(again.map(text)).not.toContain(text(old[0] as Uint8Array));
    expect(again.map(text)).not.toContain(text(old[1] as Uint8Array));
  },
);

test('a salt that could not be made is asked for again', async () => {
  const { store, world } = await opened();
  let fails = true;
  const random = (bytes: number) => {
    if (fails) throw new Error('no chance');
    return randomBytes(bytes);
  };
  await expect(saltFor(store, { ...world, random }, monthly, 'day', today)).rejects.toThrow('no chance');
  fails = false;
  expect((await saltFor(store, { ...world, random }, monthly, 'day', today)).length).toBe(32);
});
