/** Sealing: rows become leaves, heads are signed, one collector at a time, and nothing is signed over what does not fit. */
import { expect, test } from 'vitest';
import { entryOf } from '../../../collector/ledger/entry.ts';
import { eventsAfter } from '../../../collector/ledger/events.ts';
import {
  epochsOf,
  headOf,
  noteKeysOf,
  noteOf,
  sealKeysOf,
  tileOf,
  waitingOf,
} from '../../../collector/ledger/heads.ts';
import { hashOf, leafHash } from '../../../collector/ledger/merkle.ts';
import { signersOf } from '../../../collector/ledger/note.ts';
import { Broken, giveLeaseBack, type Signer, sealNext, WrongSigner } from '../../../collector/ledger/seal.ts';
import { sealer } from '../../../collector/ledger/sealer.ts';
import { nodesIn } from '../../../collector/ledger/tiles.ts';
import { ask } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { events } from '../../support/ledger.ts';

const signer: Signer = { seed: Buffer.alloc(32, 1) };
const me = Buffer.alloc(16, 1);
const other = Buffer.alloc(16, 2);

test('what is committed is sealed: the head is signed, and its root is that of the rows', async () => {
  const { store, world, controller, post, notice } = await testCollector();
  await post('/s/test/decisions', accepting(await notice()));
  expect((await waitingOf(store, controller.id)).rows).toBeGreaterThan(3);
  await sealer({ store, world, signer, report: () => {} }).sealAll();
  const rows = await eventsAfter(store, controller.id, 0, 1000);
  const head = await headOf(store, controller.id);
  if (!head) throw new Error('Nothing was sealed.');
  expect(head).toMatchObject({ size: rows.length, epoch: 1, sealed: world.clock() });
  expect(head.origin).toMatch(/^lupa\/[0-9a-f]{16}\/1\/1$/);
  const leaves = rows.map((row) => leafHash(entryOf(controller.id, row)));
  const root = await hashOf(
    { start: 0, end: rows.length },
    nodesIn(async () => Buffer.concat(leaves)),
  );
  expect(Buffer.compare(head.root, root)).toBe(0);
  const keys = noteKeysOf(await epochsOf(store, controller.id), await sealKeysOf(store, controller.id));
  expect(signersOf(noteOf(head), keys)).toEqual(keys);
  expect(await waitingOf(store, controller.id)).toEqual({ rows: 0, since: null });
});

test('a thousand rows at a time, each with its own head, and tiles as wide as they are full', async () => {
  const { store, world, controller } = await testCollector();
  await events(store, world, controller.id, 2300);
  const { rows } = await waitingOf(store, controller.id);
  const seals = sealer({ store, world, signer, report: () => {} });
  const first = await sealNext(store, world, signer, controller.id, me);
  expect(first?.rows).toBe(1000);
  world.pass(60_000);
  const [head] = await seals.sealAll();
  expect(head?.size).toBe(rows);
  expect(await tileOf(store, controller.id, 0, 0)).toHaveLength(256 * 32);
  expect(await tileOf(store, controller.id, 0, Math.floor(rows / 256))).toHaveLength((rows % 256) * 32);
  expect(await tileOf(store, controller.id, 1, 0)).toHaveLength(Math.floor(rows / 256) * 32);
});

test('nothing new, nothing written', async () => {
  const { store, world, controller } = await testCollector();
  expect(await sealNext(store, world, signer, controller.id, me)).toBeDefined();
  expect(await sealNext(store, world, signer, controller.id, me)).toBeUndefined();
});

test('one collector at a time: another waits until the lease has run out', async () => {
  const { store, world, controller } = await testCollector();
  await sealNext(store, world, signer, controller.id, me);
  await events(store, world, controller.id, 1);
  expect(await sealNext(store, world, signer, controller.id, other)).toBeUndefined();
  expect((await waitingOf(store, controller.id)).rows).toBe(1);
  world.pass(10_001);
  expect((await sealNext(store, world, signer, controller.id, other))?.rows).toBe(1);
});

test('two collectors that seal at the same moment make one head', async () => {
  const { beside, store, world, controller } = await testCollector();
  const second = await beside();
  try {
    for (let round = 0; round < 5; round++) {
      await events(store, world, controller.id, 3);
      world.pass(10_001);
      const sealed = await Promise.all([
        sealNext(store, world, signer, controller.id, me),
        sealNext(second, world, signer, controller.id, other),
      ]);
      expect(sealed.filter((one) => one !== undefined)).toHaveLength(1);
    }
    expect((await waitingOf(store, controller.id)).rows).toBe(0);
  } finally {
    await second.close();
  }
});

test('another key signs nothing', async () => {
  const { store, world, controller } = await testCollector();
  await sealNext(store, world, signer, controller.id, me);
  await events(store, world, controller.id, 1);
  await expect(sealNext(store, world, { seed: Buffer.alloc(32, 9) }, controller.id, me)).rejects.toThrow(
    WrongSigner,
  );
});

test('nothing is signed behind a tree that was changed, and it is reported', async () => {
  const { database, store, world, controller } = await testCollector();
  await sealNext(store, world, signer, controller.id, me);
  await ask(database, 'update tiles set hashes = zeroblob(length(hashes)) where level = 0');
  await events(store, world, controller.id, 1);
  await expect(sealNext(store, world, signer, controller.id, me)).rejects.toThrow(Broken);
});

test('a head is neither changed nor removed', async () => {
  const { database, store, world, controller } = await testCollector();
  await sealNext(store, world, signer, controller.id, me);
  for (const script of ['update checkpoints set size = size + 1', 'delete from checkpoints'])
    await expect(ask(database, script)).rejects.toThrow('kept for ever');
});

test('what keeps it from sealing is told once, and it goes on when that is gone', async () => {
  const { store, world, controller } = await testCollector();
  await sealNext(store, world, signer, controller.id, me);
  await store.write([giveLeaseBack(controller.id, me)]);
  await events(store, world, controller.id, 1);
  const faults: unknown[] = [];
  const wrong = { seed: Buffer.from(Buffer.alloc(32, 9)) };
  const seals = sealer({ store, world, signer: wrong, report: (fault) => faults.push(fault) });
  seals.start(1);
  await expect.poll(() => faults.length).toBe(1);
  for (let turns = 0; turns < 3; turns++) await expect(seals.sealAll()).rejects.toThrow(WrongSigner);
  expect(faults).toHaveLength(1);
  wrong.seed.fill(1);
  await expect.poll(async () => (await waitingOf(store, controller.id)).rows).toBe(0);
  await seals.stop();
});
