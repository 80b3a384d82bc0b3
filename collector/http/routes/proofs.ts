/** What anybody may have of a ledger: its signed head, its keys, its tree, and the proof that a decision is in it. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid } from '../../bytes.ts';
import { placeOf } from '../../ledger/decisions.ts';
import { epochsOf, headOf, publishedNote, type SignedHead, sealKeysOf } from '../../ledger/heads.ts';
import { keysDocument, proofOf, tileBytes } from '../../ledger/public.ts';
import { tileOfPath, widthIn } from '../../ledger/tiles.ts';
import { Problem } from '../../problem.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';

const keys = v.object({
  v: v.literal(1),
  controller: v.number(),
  epochs: v.array(
    v.object({
      epoch: v.number(),
      origin: v.string(),
      from: v.number(),
      declared: v.number(),
      keys: v.array(v.object({ from: v.number(), key: v.string() })),
    }),
  ),
});
const proof = v.object({
  v: v.literal(1),
  controller: v.number(),
  number: v.number(),
  entry: v.string(),
  hashes: v.array(v.string()),
  checkpoint: v.string(),
});
const waiting = v.object({
  v: v.literal(1),
  controller: v.number(),
  number: v.number(),
  sealed: v.literal(false),
});

const immutable = 'public, max-age=31536000, immutable';
const nothing = () => new Problem('not-found', 'No such ledger, or nothing in it is sealed yet.');

/** Nothing in it is anybody's: every page may read it. */
const open = (c: Context) => c.header('Access-Control-Allow-Origin', '*');

const headFor = async (c: Context, { store }: Needs): Promise<{ controller: number; head: SignedHead }> => {
  const given = c.req.param('controller') ?? '';
  const controller = /^[1-9]\d{0,9}$/.test(given) ? Number(given) : 0;
  const head = controller > 0 ? await headOf(store, controller) : undefined;
  if (!head) throw nothing();
  open(c);
  return { controller, head };
};

export const proofs = (needs: Needs) =>
  new Hono()
    .get(
      '/ledger/:controller/checkpoint',
      describe({
        summary: "A ledger's latest checkpoint: a C2SP signed note, as text",
        tag: 'service',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) => {
        const { head } = await headFor(c, needs);
        c.header('Cache-Control', 'public, max-age=1');
        return c.text(publishedNote(head));
      },
    )
    .get(
      '/ledger/:controller/keys',
      describe({
        summary: 'The names and public keys that the ledger ever had, epoch by epoch',
        tag: 'service',
        answers: { 200: keys },
        refusals: [404],
      }),
      async (c) => {
        const { controller } = await headFor(c, needs);
        const { store } = needs;
        c.header('Cache-Control', 'public, max-age=60');
        return c.json(
          keysDocument(controller, await epochsOf(store, controller), await sealKeysOf(store, controller)),
        );
      },
    )
    .get(
      '/ledger/:controller/tile/:tile{.+}',
      describe({
        summary: 'A tile of hashes, or a bundle of entries without their bodies (c2sp.org/tlog-tiles)',
        tag: 'service',
        answers: { 200: null },
        refusals: [404, 429],
      }),
      async (c) => {
        limited(c, needs, 'proof');
        const { controller, head } = await headFor(c, needs);
        const tile = tileOfPath(`tile/${c.req.param('tile')}`);
        // Only what a checkpoint covers.
        if (!tile || tile.width > widthIn(head.size, tile.level, tile.index)) {
          throw new Problem('not-found', 'There is no such tile: ask for the checkpoint first.');
        }
        const bytes = await tileBytes(needs.store, controller, tile);
        c.header('Cache-Control', immutable);
        return c.body(Uint8Array.from(bytes).buffer, 200, { 'Content-Type': 'application/octet-stream' });
      },
    )
    .get(
      '/receipts/:id/proof',
      describe({
        summary: 'The proof that a decision is in the ledger; 202 while it waits to be sealed',
        tag: 'service',
        answers: { 200: proof, 202: waiting },
        refusals: [404, 429],
      }),
      async (c) => {
        open(c);
        limited(c, needs, 'proof');
        c.header('Cache-Control', 'no-store');
        const id = c.req.param('id');
        const place = isUuid(id) ? await placeOf(needs.store, fromUuid(id)) : undefined;
        if (!place) throw new Problem('not-found', 'No such decision is known here, or it was erased.');
        const found = await proofOf(needs.store, place.controller, place.number);
        if (found) return c.json(found);
        c.header('Retry-After', '1');
        return c.json({ v: 1 as const, ...place, sealed: false as const }, 202);
      },
    );
