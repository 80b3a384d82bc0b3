/** The signed heads of a ledger, its keys and its epochs: whether they are what the ledger itself says of them. */
import { type Readable, sql } from '../../store/store.ts';
import { type Epoch, keyFor, noteOf, type SealKey, type SignedHead } from '../heads.ts';
import { kindNumber } from '../kinds.ts';
import { isSigned, Malformed, noteKey, readNote, signersOf, writeKey } from '../note.ts';
import { dayOf, type Finding } from './findings.ts';

const page = sql`
  select c.size, c.epoch, e.origin, c.root, c.signatures, c.sealed
  from checkpoints c
  join epochs e on e.controller_id = c.controller_id and e.epoch = c.epoch
  where c.controller_id = :controller and c.size > :after
  order by c.size
  limit 1000`;

/** Every head, in order of size. */
export const headsOf = async (store: Readable, controller: number): Promise<SignedHead[]> => {
  const heads: SignedHead[] = [];
  for (;;) {
    const more = await store.read<SignedHead>(page, { controller, after: heads.at(-1)?.size ?? 0 });
    if (more.length === 0) return heads;
    heads.push(...more);
  }
};

/** The epoch that a tree of that size belongs to. */
const epochFor = (epochs: readonly Epoch[], size: number): Epoch | undefined =>
  epochs.findLast(({ number }) => number <= size);

/** What is wrong with a head by itself: its epoch, and the signature of the key that was in force. */
export const faultOf = (
  head: SignedHead,
  epochs: readonly Epoch[],
  keys: readonly SealKey[],
): Finding | undefined => {
  const name = `The checkpoint of ${head.size} rows, made ${dayOf(head.sealed)},`;
  if (epochFor(epochs, head.size)?.epoch !== head.epoch) {
    return {
      wrong: 'checkpoint',
      sentence: `${name} is forged: it is not of the epoch that these rows belong to.`,
    };
  }
  const key = keyFor(keys, head.size);
  const note = noteOf(head);
  const needed = key && noteKey(head.origin, key.publicKey);
  const isGood = needed && note.signatures.some((signature) => isSigned(note.text, signature, needed));
  return isGood
    ? undefined
    : { wrong: 'checkpoint', sentence: `${name} is forged: the key that was in force has not signed it.` };
};

const declarations = sql`
  select number from ledger
  where controller_id = :controller and kind = :kind
  order by number`;
const bodyOf = sql`
  select kind, body from ledger where controller_id = :controller and number = :number`;

interface Declared {
  origin?: string;
  key?: string;
  to?: string;
  note?: string;
}

const declaredIn = async (
  store: Readable,
  controller: number,
  number: number,
): Promise<Declared & { kind: number }> => {
  const [row] = await store.read<{ kind: number; body: string | null }>(bodyOf, { controller, number });
  try {
    return { ...(JSON.parse(row?.body ?? '{}') as Declared), kind: row?.kind ?? -1 };
  } catch {
    return { kind: -1 };
  }
};

/** Whether the note is signed by every one of the keys, under that name. */
const signedBy = (note: string | undefined, origin: string, publicKeys: readonly Uint8Array[]): boolean => {
  try {
    const keys = publicKeys.map((one) => noteKey(origin, one));
    return signersOf(readNote(note ?? ''), keys).length === keys.length;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
};

/** Epochs and keys against the rows that declare them. */
export const standing = async (
  store: Readable,
  controller: number,
  epochs: readonly Epoch[],
  keys: readonly SealKey[],
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const { epoch, origin, number } of epochs.slice(1)) {
    const declared = await declaredIn(store, controller, number);
    const key = keyFor(keys, number);
    const holds =
      declared.kind === kindNumber('epoch-declared') &&
      declared.origin === origin &&
      key !== undefined &&
      declared.key === writeKey(noteKey(origin, key.publicKey)) &&
      signedBy(declared.note, origin, [key.publicKey]);
    if (holds) continue;
    findings.push({
      wrong: 'epoch',
      sentence: `Epoch ${epoch} is forged: row ${number} does not declare it, signed by its key.`,
    });
  }
  for (const [place, { number, publicKey }] of keys.entries()) {
    const before = keys[place - 1];
    if (!before || epochs.some((epoch) => epoch.number === number)) continue;
    const origin = epochFor(epochs, number)?.origin ?? '';
    const declared = await declaredIn(store, controller, number);
    const holds =
      declared.kind === kindNumber('signing-key-changed') &&
      declared.to === writeKey(noteKey(origin, publicKey)) &&
      signedBy(declared.note, origin, [publicKey, before.publicKey]);
    if (holds) continue;
    findings.push({
      wrong: 'key',
      sentence: `The key in force from row ${number} on is forged: that row does not hand over to it, signed by both keys.`,
    });
  }
  const known = new Set([...epochs.map(({ number }) => number), ...keys.map(({ number }) => number)]);
  for (const kind of ['epoch-declared', 'signing-key-changed'] as const) {
    const rows = await store.read<{ number: number }>(declarations, { controller, kind: kindNumber(kind) });
    for (const { number } of rows) {
      if (known.has(number)) continue;
      findings.push({
        wrong: 'epoch',
        sentence: `Row ${number} declares what the list of epochs and keys has lost.`,
      });
    }
  }
  return findings;
};
