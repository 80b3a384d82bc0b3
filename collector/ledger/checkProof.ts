/** Checking proofs against roots: that a leaf is in a tree, and that a tree grew out of an earlier one (RFC 9162, 2.1.3.2 and 2.1.4.2). */
import { nodeHash } from './merkle.ts';

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const half = (number: number): number => Math.floor(number / 2);
const isOdd = (number: number): boolean => number % 2 === 1;

/** Whether the leaf with this hash is number `index` (from 0) in the tree of `size` leaves with this root. */
export const includes = (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean => {
  if (index < 0 || index >= size) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const part of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(part, hash);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else hash = nodeHash(hash, part);
    place = half(place);
    last = half(last);
  }
  return last === 0 && same(hash, root);
};

export interface Head {
  size: number;
  root: Uint8Array;
}

/** Whether the tree of `second` begins with all leaves of `first`, in the same order. */
export const growsFrom = (first: Head, second: Head, proof: readonly Uint8Array[]): boolean => {
  if (first.size > second.size || first.size < 0) return false;
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  const isComplete = Number.isInteger(Math.log2(first.size));
  const [start, ...rest] = isComplete ? [first.root, ...proof] : proof;
  if (!start) return false;
  let place = first.size - 1;
  let last = second.size - 1;
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  let before = start;
  let after = start;
  for (const part of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      before = nodeHash(part, before);
      after = nodeHash(part, after);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else after = nodeHash(after, part);
    place = half(place);
    last = half(last);
  }
  return last === 0 && same(before, first.root) && same(after, second.root);
};
