/** What is public of a ledger: its head, its keys, its hashes and entries, and the proof that a row is in it. */
import { type Readable, sql } from '../store/store.ts';
import { type Envelope, entryOf } from './entry.ts';
import { type Epoch, headOf, publishedNote, type SealKey, tileOf } from './heads.ts';
import { kindOf } from './kinds.ts';
import { hashOf, inclusionRanges } from './merkle.ts';
import { noteKey, writeKey } from './note.ts';
import { nodesIn, type Tile, tileWidth, writeBundle } from './tiles.ts';

const between = sql`
  select number, kind, received, digest from ledger
  where controller_id = :controller and number between :first and :last
  order by number`;

type Row = Omit<Envelope, 'kind'> & { kind: number };

const entriesOf = async (
  store: Readable,
  controller: number,
  first: number,
  last: number,
): Promise<string[]> => {
  const rows = await store.read<Row>(between, { controller, first, last });
  return rows.map((row) => entryOf(controller, { ...row, kind: kindOf(row.kind) }));
};

/** A bundle of entries: envelopes and digests, no bodies. */
export const bundleOf = async (
  store: Readable,
  controller: number,
  { index, width }: Tile,
): Promise<Uint8Array> => {
  const first = index * tileWidth + 1;
  return writeBundle(await entriesOf(store, controller, first, first + width - 1));
};

/** A tile of hashes, as wide as it is asked for: what is narrower is the beginning of what is wider. */
export const tileBytes = async (
  store: Readable,
  controller: number,
  { level, index, width }: Tile,
): Promise<Uint8Array> =>
  level === 'entries'
    ? bundleOf(store, controller, { level, index, width })
    : (await tileOf(store, controller, level, index)).subarray(0, width * 32);

/** Every name and key of the ledger, the current ones last. */
export const keysDocument = (controller: number, epochs: readonly Epoch[], keys: readonly SealKey[]) => ({
  v: 1 as const,
  controller,
  epochs: epochs.map(({ epoch, origin, number, declared }, place) => ({
    epoch,
    origin,
    /** The row that declares it. */
    from: number,
    declared,
    /** In verifier-key form, with the rows from which on each signs. */
    keys: keys
      .filter(
        (key, at) =>
          key.number < (epochs[place + 1]?.number ?? Number.POSITIVE_INFINITY) &&
          (keys[at + 1]?.number ?? Number.POSITIVE_INFINITY) > number,
      )
      .map((key) => ({ from: key.number, key: writeKey(noteKey(origin, key.publicKey)) })),
  })),
});

export interface InclusionProof {
  v: 1;
  controller: number;
  /** Number of the row; its leaf has the index `number - 1`. */
  number: number;
  /** What the leaf is the hash of: the row without its body. */
  entry: string;
  /** Hashes from the leaf up, base64. */
  hashes: string[];
  /** The signed head whose tree it is in. */
  checkpoint: string;
}

/** That a row is in the tree of the latest head; undefined while it waits to be sealed. */
export const proofOf = async (
  store: Readable,
  controller: number,
  number: number,
): Promise<InclusionProof | undefined> => {
  const head = await headOf(store, controller, number);
  const [entry] = await entriesOf(store, controller, number, number);
  if (!head || entry === undefined) return undefined;
  const nodes = nodesIn((level, index) => tileOf(store, controller, level, index));
  const hashes = await Promise.all(
    inclusionRanges(number - 1, head.size).map((range) => hashOf(range, nodes)),
  );
  return {
    v: 1,
    controller,
    number,
    entry,
    hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: publishedNote(head),
  };
};
