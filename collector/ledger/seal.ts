/** Sealing: committed rows become leaves of the tree, and its head is signed. Outside the visitors' writes. */
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { checkpointText } from './checkpoint.ts';
import { type Envelope, entryOf } from './entry.ts';
import { type GrownTile, grow } from './grow.ts';
import {
  type Epoch,
  headOf,
  inForce,
  packSignatures,
  rememberEpoch,
  rememberKey,
  type SignedHead,
  tileOf,
} from './heads.ts';
import { kindOf } from './kinds.ts';
import { hashOf, leafHash } from './merkle.ts';
import { publicKeyOf, signText } from './note.ts';
import { nodesIn } from './tiles.ts';

/** What signs. */
export interface Signer {
  /** 32 bytes, kept in a file outside the database. */
  seed: Uint8Array;
  /** The key before it, which signs beside it while it takes over. */
  previous?: Uint8Array;
}

/** The ledger was signed with another key than the one at hand. */
export class WrongSigner extends Error {
  override name = 'WrongSigner';
}

/** Rows in one go: milliseconds of work, so that nothing else waits. */
export const mostRows = 1000;
/** How long a collector keeps the sealing to itself without a sign of life. */
const lease = 10_000;

const rowsAfter = sql`
  select number, kind, received, digest from ledger
  where controller_id = :controller and number > :after
  order by number
  limit :most`;
type Row = Omit<Envelope, 'kind'> & { kind: number };
const leaseOf = sql`select holder, until from seal_leases where controller_id = :controller`;
const takeLease = sql`
  insert into seal_leases (controller_id, holder, until) values (:controller, :holder, :until)
  on conflict (controller_id) do update set holder = excluded.holder, until = excluded.until
  where seal_leases.holder = excluded.holder or seal_leases.until < :now
  returning until`;
const giveBack = sql`
  update seal_leases set until = 0 where controller_id = :controller and holder = :holder`;
// A head that somebody else has signed meanwhile stands, and this one was never made.
const insertHead = sql`
  insert into checkpoints (controller_id, size, epoch, root, signatures, sealed)
  select :controller, :size, :epoch, :root, :signatures, :sealed
  where coalesce((select max(size) from checkpoints where controller_id = :controller), 0) = :seen
    and :epoch = (select max(epoch) from epochs where controller_id = :controller)
  returning size`;
const keepTile = sql`
  insert into tiles (controller_id, level, tile, hashes) values (:controller, :level, :tile, :hashes)
  on conflict (controller_id, level, tile) do update set hashes = excluded.hashes`;

const taking = (controller: number, holder: Uint8Array, now: number): Statement =>
  must(statement(takeLease, { controller, holder, until: now + lease, now }));

/** Another collector need not wait for the lease to run out. */
export const giveLeaseBack = (controller: number, holder: Uint8Array): Statement =>
  statement(giveBack, { controller, holder });

/** The first epoch begins, with its name and key. The name says nothing of anybody and never changes. */
const begin = async (
  store: Store,
  world: World,
  signer: Signer,
  controller: number,
  holder: Uint8Array,
): Promise<void> => {
  const now = world.clock();
  const origin = `lupa/${Buffer.from(world.random(8)).toString('hex')}/${controller}/1`;
  await store.write([
    taking(controller, holder, now),
    rememberEpoch(controller, { epoch: 1, origin, number: 1, declared: now }),
    rememberKey(controller, { number: 1, publicKey: publicKeyOf(signer.seed), since: now }),
  ]);
};

const isHeldByAnother = async (store: Store, controller: number, holder: Uint8Array, now: number) => {
  const [held] = await store.read<{ holder: Uint8Array; until: number }>(leaseOf, { controller });
  return held !== undefined && held.until >= now && Buffer.compare(held.holder, holder) !== 0;
};

/** Signs under the ledger's name: with the key in force, and with the one before it where that is at hand. */
const signed = (text: string, { origin }: Epoch, { seed, previous }: Signer) => ({
  text,
  signatures: [seed, ...(previous ? [previous] : [])].map((one) => signText(text, origin, one)),
});

export type Sealed = { head: SignedHead; rows: number };

/** What is kept does not fit what was signed: nothing more is signed before `lupa verify` has said why. */
export class Broken extends Error {
  override name = 'Broken';
}

/** The tree that is kept must be the one that was signed last: what comes behind is signed together with it. */
const unbroken = async (store: Store, controller: number, before: SignedHead | undefined): Promise<void> => {
  if (!before) return;
  const root = await hashOf(
    { start: 0, end: before.size },
    nodesIn((level, index) => tileOf(store, controller, level, index)),
  ).catch(() => undefined);
  if (root && Buffer.compare(root, before.root) === 0) return;
  throw new Broken('The tree in the database is not the one that was signed last: run "lupa verify".');
};

/**
 * Seals at most `mostRows` rows, or up to the row that declares the epoch or the key in force. Undefined where nothing
 * waits or another collector does it; throws `WrongSigner` and `Broken`. What lands is one write: lease, head and tiles
 * together, or none of them.
 */
export const sealNext = async (
  store: Store,
  world: World,
  signer: Signer,
  controller: number,
  holder: Uint8Array,
): Promise<Sealed | undefined> => {
  const now = world.clock();
  const before = await headOf(store, controller);
  const seen = before?.size ?? 0;
  const { epoch, key } = await inForce(store, controller);
  const most = Math.max(mostRows, (epoch?.number ?? 0) - seen, (key?.number ?? 0) - seen);
  const rows = await store.read<Row>(rowsAfter, { controller, after: seen, most });
  if (rows.length === 0 || (await isHeldByAnother(store, controller, holder, now))) return undefined;
  try {
    if (!epoch || !key) {
      await begin(store, world, signer, controller, holder);
      return await sealNext(store, world, signer, controller, holder);
    }
    if (Buffer.compare(key.publicKey, publicKeyOf(signer.seed)) !== 0) {
      throw new WrongSigner(
        'The signing key is not the one that signs this ledger: put it back from your backup.',
      );
    }
    const size = seen + rows.length;
    // Nothing is signed over a gap.
    if (rows.at(-1)?.number !== size) throw new Broken('The ledger has a gap: run "lupa verify".');
    await unbroken(store, controller, before);
    const tiles = await grow(
      seen,
      rows.map((row) => leafHash(entryOf(controller, { ...row, kind: kindOf(row.kind) }))),
      (level, index) => tileOf(store, controller, level, index),
    );
    const root = await hashOf({ start: 0, end: size }, nodesIn(overlaid(store, controller, tiles)));
    const note = signed(checkpointText({ origin: epoch.origin, size, root }), epoch, signer);
    const signatures = packSignatures(note);
    await store.write([
      taking(controller, holder, now),
      must(
        statement(insertHead, { controller, size, epoch: epoch.epoch, root, signatures, sealed: now, seen }),
      ),
      ...tiles.map(({ level, index, hashes }) =>
        statement(keepTile, { controller, level, tile: index, hashes }),
      ),
    ]);
    return {
      head: { size, epoch: epoch.epoch, origin: epoch.origin, root, signatures, sealed: now },
      rows: rows.length,
    };
  } catch (error) {
    if (error instanceof Unmet) return undefined; // another collector was faster
    throw error;
  }
};

/** The tree as it will be: what has grown, else what is kept. */
const overlaid = (store: Store, controller: number, grown: readonly GrownTile[]) => {
  const changed = new Map(grown.map(({ level, index, hashes }) => [`${level} ${index}`, hashes]));
  return async (level: number, index: number): Promise<Uint8Array> =>
    changed.get(`${level} ${index}`) ?? tileOf(store, controller, level, index);
};
