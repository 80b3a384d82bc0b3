/** A tree that is only counted up: leaf by leaf, with nothing kept but the hashes of its complete subtrees. Fast: for verification. */
import { hash } from 'node:crypto';
import { emptyRoot } from '../merkle.ts';

/** 32 bytes as a string of 32 characters (latin1): several times as fast as buffers. */
export type Hash = string;

const node = Buffer.alloc(65);
node[0] = 1;

const join = (left: Hash, right: Hash): Hash => {
  node.write(left, 1, 'latin1');
  node.write(right, 33, 'latin1');
  return hash('sha256', node, 'binary');
};

/** Told of each complete subtree of 256, 65,536, … leaves: `level` of the tile that its hash stands in, from 1. */
export type OnSubtree = (level: number, index: number, hash: Hash) => void;

export interface Stack {
  readonly size: number;
  push(leaf: Hash): void;
  root(): Hash;
  copy(): Stack;
}

/** The hash of a leaf's entry. */
export const leafOf = (entry: string): Hash => hash('sha256', `\0${entry}`, 'binary');

export const toHash = (bytes: Uint8Array): Hash => Buffer.from(bytes).toString('latin1');

export const stack = (onSubtree?: OnSubtree, held: readonly Hash[] = [], count = 0): Stack => {
  const hashes = [...held];
  let size = count;
  return {
    get size() {
      return size;
    },
    push: (leaf) => {
      let top = leaf;
      let level = 0;
      for (let left = size; left % 2 === 1; left = (left - 1) / 2) {
        top = join(hashes.pop() as Hash, top);
        level++;
        if (level % 8 === 0) onSubtree?.(level / 8, (left - 1) / 2, top);
      }
      hashes.push(top);
      size++;
    },
    root: () =>
      hashes.length === 0 ? toHash(emptyRoot) : hashes.reduceRight((right, left) => join(left, right)),
    copy: () => stack(onSubtree, hashes, size),
  };
};
