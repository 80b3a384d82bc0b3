/** The tree against published vectors: RFC 9162's own example, and the leaves, roots and proofs of the Certificate Transparency project. */
import { describe, expect, test } from 'vitest';
import { growsFrom, includes } from '../../../collector/ledger/checkProof.ts';
import {
  consistencyRanges,
  emptyRoot,
  hashOf,
  inclusionRanges,
  leafHash,
  type NodeOf,
  nodeHash,
  type Range,
} from '../../../collector/ledger/merkle.ts';
import { bytes, consistencies, inclusions, leaves, roots } from '../../support/merkleVectors.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const nodesOver =
  (entries: readonly Uint8Array[]): NodeOf =>
  async (level, index) =>
    level === 0
      ? leafHash(entries[index] as Uint8Array)
      : nodeHash(
          await nodesOver(entries)(level - 1, index * 2),
          await nodesOver(entries)(level - 1, index * 2 + 1),
        );
const nodes = nodesOver(leaves);
const hashes = async (ranges: readonly Range[]) =>
  (await Promise.all(ranges.map((range) => hashOf(range, nodes)))).map(hex);

describe('the vectors of Certificate Transparency', () => {
  test('every root, the empty tree’s among them', async () => {
    expect(hex(emptyRoot)).toBe(roots[0]);
    const found = await hashes(roots.map((_, end) => ({ start: 0, end })));
    expect(found).toEqual(roots);
  });

  test.each(inclusions)('inclusion of leaf %i in %i leaves', async (index, size, proof) => {
    expect(await hashes(inclusionRanges(index, size))).toEqual(proof);
    const leaf = leafHash(leaves[index] as Uint8Array);
    expect(includes(leaf, index, size, proof.map(bytes), bytes(roots[size] as string))).toBe(true);
  });

  test.each(consistencies)('consistency of %i leaves with %i', async (first, second, proof) => {
    expect(await hashes(consistencyRanges(first, second))).toEqual(proof);
    const heads = [first, second].map((size) => ({ size, root: bytes(roots[size] as string) }));
    const [before, after] = heads as [(typeof heads)[0], (typeof heads)[0]];
    expect(growsFrom(before, after, proof.map(bytes))).toBe(true);
  });
});

test('the example of RFC 9162, 2.1.5: which nodes its proofs name', () => {
  // g = d0 d1, h = d2 d3, i = d4 d5, j = d6; k = g h, l = i j. Leaves a to f, and j, are single.
  const names: Record<string, string> = {
    '0-1': 'a',
    '1-2': 'b',
    '2-3': 'c',
    '3-4': 'd',
    '4-5': 'e',
    '5-6': 'f',
    '6-7': 'j',
    '0-2': 'g',
    '2-4': 'h',
    '4-6': 'i',
    '0-4': 'k',
    '4-7': 'l',
  };
  const named = (ranges: readonly Range[]) =>
    ranges.map(({ start, end }) => names[`${start}-${end}`]).join('');
  expect([0, 3, 4, 6].map((index) => named(inclusionRanges(index, 7)))).toEqual(['bhl', 'cgl', 'fjk', 'ik']);
  expect([3, 4, 6].map((first) => named(consistencyRanges(first, 7)))).toEqual(['cdgl', 'l', 'ijk']);
});

describe('trees of up to 40 leaves', () => {
  const many = Array.from({ length: 40 }, (_, place) => new Uint8Array(Buffer.from(`leaf ${place}`)));
  const over = nodesOver(many);
  const root = (size: number) => hashOf({ start: 0, end: size }, over);
  const proofOf = (ranges: readonly Range[]) => Promise.all(ranges.map((range) => hashOf(range, over)));

  test('each leaf is proven in each tree, and in no other place, tree, or with a part less or more', async () => {
    for (let size = 1; size <= 40; size += 3) {
      const head = await root(size);
      for (let index = 0; index < size; index++) {
        const proof = await proofOf(inclusionRanges(index, size));
        const leaf = leafHash(many[index] as Uint8Array);
        expect(includes(leaf, index, size, proof, head)).toBe(true);
        expect(includes(leaf, (index + 1) % size, size, proof, head)).toBe(size === 1);
        expect(includes(leaf, index, size, [...proof, leaf], head)).toBe(false);
        if (proof.length > 0) expect(includes(leaf, index, size, proof.slice(1), head)).toBe(false);
        expect(includes(leafHash('forged'), index, size, proof, head)).toBe(false);
      }
    }
  });

  test('each tree is proven to grow out of each earlier one, and out of no other', async () => {
    for (let second = 1; second <= 40; second += 3) {
      for (let first = 0; first <= second; first++) {
        const proof = await proofOf(consistencyRanges(first, second));
        const before = { size: first, root: await root(first) };
        const after = { size: second, root: await root(second) };
        expect(growsFrom(before, after, proof)).toBe(true);
        if (first === 0) continue;
        expect(growsFrom({ ...before, root: leafHash('forged') }, after, proof)).toBe(false);
        expect(growsFrom(before, { ...after, root: leafHash('forged') }, proof)).toBe(false);
        expect(growsFrom(before, after, [...proof, before.root])).toBe(false);
      }
    }
  });
});
