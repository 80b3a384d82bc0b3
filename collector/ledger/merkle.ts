/** The Merkle tree of RFC 9162 (section 2.1, the same as RFC 6962's) over SHA-256: its hashes, and the parts of it that a proof names. */
import { hash } from 'node:crypto';

/** Bytes of a hash. */
export const hashLength = 32;

/** The hash of a leaf: `sha256(0x00 ‖ entry)`. */
export const leafHash = (entry: Uint8Array | string): Uint8Array =>
  hash(
    'sha256',
    typeof entry === 'string' ? `\0${entry}` : Buffer.concat([Uint8Array.of(0), entry]),
    'buffer',
  );

// Filled anew for each node: two thousand are hashed for every thousand rows that are sealed.
const node = Buffer.alloc(1 + 2 * hashLength, 1);

/** The hash of a node: `sha256(0x01 ‖ left ‖ right)`. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  if (left.length !== hashLength || right.length !== hashLength) throw new RangeError('Not a hash.');
  node.set(left, 1);
  node.set(right, 1 + hashLength);
  return hash('sha256', node, 'buffer');
};

/** The root of the empty tree. */
export const emptyRoot: Uint8Array = hash('sha256', '', 'buffer');

/** The leaves from `start` to before `end`, counted from 0; as a part of a proof, the hash of the tree over them. */
export interface Range {
  start: number;
  end: number;
}

/** The largest power of two below `size`, which is at least 2. */
export const splitOf = (size: number): number => {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
};

const checked = (index: number, size: number): void => {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index > size) {
    throw new RangeError('Outside the tree.');
  }
};

/** What the inclusion proof of leaf `index` in a tree of `size` leaves consists of, from the leaf up (2.1.3.1). */
export const inclusionRanges = (index: number, size: number): Range[] => {
  checked(index + 1, size);
  const path = (start: number, end: number): Range[] => {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...path(start, middle), { start: middle, end }]
      : [...path(middle, end), { start, end: middle }];
  };
  return path(0, size);
};

/** What the consistency proof from a tree of `first` leaves to one of `second` consists of (2.1.4.1). */
export const consistencyRanges = (first: number, second: number): Range[] => {
  checked(first, second);
  if (first === 0) return [];
  const path = (start: number, end: number, whole: boolean): Range[] => {
    if (first === end) return whole ? [] : [{ start, end }];
    const middle = start + splitOf(end - start);
    return first <= middle
      ? [...path(start, middle, whole), { start: middle, end }]
      : [...path(middle, end, false), { start, end: middle }];
  };
  return path(0, second, true);
};

/** The hash of the complete subtree of 2^`level` leaves that is number `index` on its level. */
export type NodeOf = (level: number, index: number) => Promise<Uint8Array>;

/** The hash of the tree over a range that starts where a complete subtree of its size may: every part of a proof does. */
export const hashOf = async ({ start, end }: Range, nodeOf: NodeOf): Promise<Uint8Array> => {
  const size = end - start;
  if (size === 0) return emptyRoot;
  const level = Math.round(Math.log2(size));
  if (2 ** level === size) return nodeOf(level, start / size);
  const middle = start + splitOf(size);
  const [left, right] = await Promise.all([
    hashOf({ start, end: middle }, nodeOf),
    hashOf({ start: middle, end }, nodeOf),
  ]);
  return nodeHash(left, right);
};
