/** What anybody may fetch of a ledger, and check without asking anyone. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { includes } from '../../../collector/ledger/checkProof.ts';
import { readCheckpoint } from '../../../collector/ledger/checkpoint.ts';
import { eraseDecision } from '../../../collector/ledger/decisions.ts';
import { readEntry } from '../../../collector/ledger/entry.ts';
import { leafHash } from '../../../collector/ledger/merkle.ts';
import { readKey, signersOf } from '../../../collector/ledger/note.ts';
import type { InclusionProof, keysDocument } from '../../../collector/ledger/public.ts';
import { sealer } from '../../../collector/ledger/sealer.ts';
import { readBundle } from '../../../collector/ledger/tiles.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import type { Acknowledgement } from '../../../shared/receipt.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { events } from '../../support/ledger.ts';
import { testWorld } from '../../support/world.ts';

const signer = { seed: Buffer.alloc(32, 1) };

const sealed = async (count = 0) => {
  const collector = await testCollector();
  const { store, world, controller, post, notice } = collector;
  const decision = accepting(await notice());
  const acknowledged = (await (await post('/s/test/decisions', decision)).json()) as Acknowledgement;
  await events(store, world, controller.id, count);
  const seals = sealer({ store, world, signer, report: () => {} });
  return { ...collector, decision, receipt: acknowledged.receipt, seals };
};

const keysFrom = async (answer: Response) => {
  const document = (await answer.json()) as ReturnType<typeof keysDocument>;
  return document.epochs.flatMap((epoch) => epoch.keys.map((one) => readKey(one.key)));
};

test('before anything is sealed there is no checkpoint, and a proof is to be asked for again', async () => {
  const { get, decision } = await sealed();
  expect((await get('/ledger/1/checkpoint')).status).toBe(404);
  const answer = await get(`/receipts/${decision.id}/proof`);
  expect(answer.status).toBe(202);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toMatchObject({ sealed: false });
});

test('C19: a receipt is proven by what anybody can fetch: entry, path, signed checkpoint, published key', async () => {
  const { get, decision, receipt, seals } = await sealed(700);
  await seals.sealAll();
  const answer = await get(`/receipts/${decision.id}/proof`);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const proof = (await answer.json()) as InclusionProof;
  const { checkpoint, note } = readCheckpoint(proof.checkpoint);
  const keys = await keysFrom(await get('/ledger/1/keys'));
  expect(signersOf(note, keys)).toHaveLength(1);
  const entry = readEntry(proof.entry);
  expect(entry).toMatchObject({ number: receipt?.number, received: receipt?.received, kind: 'decision' });
  expect(Buffer.from(entry?.digest ?? []).toString('base64url')).toBe(receipt?.digest);
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const leaf = leafHash(proof.entry);
  expect(includes(leaf, proof.number - 1, checkpoint.size, hashes, checkpoint.root)).toBe(true);
});

test('the checkpoint is text that is not kept long; tiles and entries never change', async () => {
  const { get, seals } = await sealed(300);
  await seals.sealAll();
  const checkpoint = await get('/ledger/1/checkpoint');
  expect(checkpoint.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/i);
  expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=1');
  const { size } = readCheckpoint(await checkpoint.text()).checkpoint;
  const full = await get('/ledger/1/tile/0/000');
  expect(full.headers.get('cache-control')).toContain('immutable');
  const hashes = new Uint8Array(await full.arrayBuffer());
  expect(hashes).toHaveLength(8192);
  const part = await get(`/ledger/1/tile/0/001.p/${size - 256}`);
  expect((await part.arrayBuffer()).byteLength).toBe((size - 256) * 32);
  const bundle = await get('/ledger/1/tile/entries/000');
  const entries = readBundle(new Uint8Array(await bundle.arrayBuffer()));
  expect(Buffer.concat(entries.map((entry) => leafHash(entry)))).toEqual(Buffer.from(hashes));
});

test('nothing that no checkpoint covers, no other path, no other controller', async () => {
  const { get, seals, store, world, controller } = await sealed(10);
  const [head] = await seals.sealAll();
  await events(store, world, controller.id, 1);
  const paths = [
    '/ledger/2/checkpoint',
    '/ledger/01/checkpoint',
    '/ledger/x/checkpoint',
    '/ledger/1/tile/0/000',
    `/ledger/1/tile/0/000.p/${(head?.size ?? 0) + 1}`,
    '/ledger/1/tile/1/000.p/1',
    '/ledger/1/tile/entries/001.p/1',
    '/ledger/1/tile/0/../000',
    '/receipts/nothing/proof',
    '/receipts/0198f0a0-0000-7000-8000-000000000000/proof',
  ];
  for (const path of paths) expect((await get(path)).status, path).toBe(404);
});

test('entries and tiles hold nothing of anybody: no body, no id, no salt', async () => {
  const { get, seals, decision, receipt } = await sealed(5);
  const [head] = await seals.sealAll();
  const all = await Promise.all(
    ['checkpoint', 'keys', `tile/0/000.p/${head?.size}`, `tile/entries/000.p/${head?.size}`].map(
      async (path) => Buffer.from(await (await get(`/ledger/1/${path}`)).arrayBuffer()).toString('latin1'),
    ),
  );
  const said = all.join();
  for (const secret of [decision.id, decision.visitorKey, receipt?.salt, receipt?.body]) {
    expect(said).not.toContain(secret);
  }
});

test('an erased decision is known no more, and its row is still in the tree', async () => {
  const { get, seals, store, world, controller, decision } = await sealed(5);
  const [head] = await seals.sealAll();
  await eraseDecision(store, world.tombstoneKey, controller.id, fromUuid(decision.id));
  expect((await get(`/receipts/${decision.id}/proof`)).status).toBe(404);
  const bundle = await get(`/ledger/1/tile/entries/000.p/${head?.size}`);
  expect(readBundle(new Uint8Array(await bundle.arrayBuffer()))).toHaveLength(head?.size ?? 0);
});

test('who asks too often is told when to come again, and a checkpoint is never refused', async () => {
  const world = testWorld();
  const rate = rateLimit({ perMinute: 3, clock: world.clock, random: randomBytes });
  const { get, store, controller, world: own } = await testCollector({ rate });
  await events(store, own, controller.id, 1);
  await sealer({ store, world: own, signer, report: () => {} }).sealAll();
  const statuses: number[] = [];
  for (let turn = 0; turn < 5; turn++) statuses.push((await get('/ledger/1/tile/0/000.p/1')).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect((await get('/ledger/1/checkpoint')).status).toBe(200);
});
