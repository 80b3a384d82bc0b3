/** What is signed of a ledger so far: its epochs, keys, checkpoints and tiles, as they are kept. */
import { type Readable, type Statement, sql, statement } from '../store/store.ts';
import { checkpointText } from './checkpoint.ts';
import { type Note, type NoteKey, noteKey, writeNote } from './note.ts';

const epochList = sql`
  select epoch, origin, number, declared from epochs where controller_id = :controller order by epoch`;
const keyList = sql`
  select number, public_key as "publicKey", since from seal_keys where controller_id = :controller order by number`;
const headColumns = sql`
  select c.size, c.epoch, e.origin, c.root, c.signatures, c.sealed
  from checkpoints c
  join epochs e on e.controller_id = c.controller_id and e.epoch = c.epoch
  where c.controller_id = :controller and c.size >= :least
  order by c.size desc
  limit 1`;
const tile = sql`
  select hashes from tiles where controller_id = :controller and level = :level and tile = :tile`;
const waiting = sql`
  select count(*) as rows, min(received) as since from ledger
  where controller_id = :controller
    and number > coalesce((select max(size) from checkpoints where controller_id = :controller), 0)`;
const controllerList = sql`select controller_id as controller from controllers order by controller_id`;

export interface Epoch {
  epoch: number;
  /** Name of the ledger in this epoch: the first line of its checkpoints, and the name of its keys. */
  origin: string;
  /** The row that declares it; 1 for the first. */
  number: number;
  /** Unix milliseconds. */
  declared: number;
}

export interface SealKey {
  /** Trees of that many rows and more are signed with it. */
  number: number;
  publicKey: Uint8Array;
  since: number;
}

/** A signed head. */
export interface SignedHead {
  size: number;
  epoch: number;
  origin: string;
  root: Uint8Array;
  /** Of each signature four bytes of the key's id, and 64 of its own. */
  signatures: Uint8Array;
  sealed: number;
}

export const controllersOf = async (store: Readable): Promise<number[]> =>
  (await store.read<{ controller: number }>(controllerList, {})).map((row) => row.controller);

export const epochsOf = (store: Readable, controller: number): Promise<Epoch[]> =>
  store.read<Epoch>(epochList, { controller });

/** Every key that ever signed, the oldest first. */
export const sealKeysOf = (store: Readable, controller: number): Promise<SealKey[]> =>
  store.read<SealKey>(keyList, { controller });

/** The latest head, of a tree with at least `least` rows where that is asked for. */
export const headOf = async (
  store: Readable,
  controller: number,
  least = 0,
): Promise<SignedHead | undefined> => (await store.read<SignedHead>(headColumns, { controller, least }))[0];

/** Rows that wait to be sealed, and since when the first of them does (Unix milliseconds). */
export const waitingOf = async (
  store: Readable,
  controller: number,
): Promise<{ rows: number; since: number | null }> =>
  (await store.read<{ rows: number; since: number | null }>(waiting, { controller }))[0] ?? {
    rows: 0,
    since: null,
  };

/** The hashes of a tile as far as it has grown; empty where there is none. */
export const tileOf = async (
  store: Readable,
  controller: number,
  level: number,
  index: number,
): Promise<Uint8Array> =>
  (await store.read<{ hashes: Uint8Array }>(tile, { controller, level, tile: index }))[0]?.hashes ??
  new Uint8Array(0);

/** The epoch and the key in force; undefined before anything was sealed. */
export const inForce = async (store: Readable, controller: number) => ({
  epoch: (await epochsOf(store, controller)).at(-1),
  key: (await sealKeysOf(store, controller)).at(-1),
});

const signatureLength = 68;

/** The head as a note, ready to be published. */
export const noteOf = ({ origin, size, root, signatures }: Omit<SignedHead, 'epoch' | 'sealed'>): Note => {
  const bytes = Buffer.from(signatures);
  return {
    text: checkpointText({ origin, size, root }),
    signatures: Array.from({ length: Math.floor(bytes.length / signatureLength) }, (_, place) => {
      const one = bytes.subarray(place * signatureLength, (place + 1) * signatureLength);
      return { name: origin, id: one.readUInt32BE(0), bytes: new Uint8Array(one.subarray(4)) };
    }),
  };
};

export const publishedNote = (head: SignedHead): string => writeNote(noteOf(head));

/** Signatures as the store keeps them. */
export const packSignatures = ({ signatures }: Note): Uint8Array =>
  Buffer.concat(
    signatures.map(({ id, bytes }) => {
      const packed = Buffer.alloc(signatureLength);
      packed.writeUInt32BE(id);
      packed.set(bytes, 4);
      return packed;
    }),
  );

/** The key that must have signed a tree of that size, out of all, the oldest first. */
export const keyFor = (keys: readonly SealKey[], size: number): SealKey | undefined =>
  keys.findLast((key) => key.number <= Math.max(size, 1));

/** Every key under the name of every epoch: what a note of this ledger may be signed with. */
export const noteKeysOf = (epochs: readonly Epoch[], keys: readonly SealKey[]): NoteKey[] =>
  epochs.flatMap(({ origin }) => keys.map(({ publicKey }) => noteKey(origin, publicKey)));

const insertEpoch = sql`
  insert into epochs (controller_id, epoch, origin, number, declared)
  values (:controller, :epoch, :origin, :number, :declared)
  on conflict (controller_id, epoch) do nothing
  returning epoch`;
const insertKey = sql`
  insert into seal_keys (controller_id, number, public_key, since) values (:controller, :number, :publicKey, :since)
  on conflict (controller_id, number) do nothing
  returning number`;

export const rememberEpoch = (controller: number, epoch: Epoch): Statement =>
  statement(insertEpoch, { controller, ...epoch });
export const rememberKey = (controller: number, key: SealKey): Statement =>
  statement(insertKey, { controller, ...key });
