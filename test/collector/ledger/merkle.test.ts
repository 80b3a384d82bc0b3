/** The tree against published vectors: RFC 9162's own example, and the leaves, roots and proofs of the Certificate Transparency project. */
import { describe, expect, test } from 'vitest';
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
import { growsFrom, includes } from '../../../collector/ledger/proof.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** Leaves of certificate-transparency's merkletree tests; their roots from no leaf to all eight. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(bytes);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

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

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('inclusion of leaf %i in %i leaves', async (index, size, proof) => {
    expect(await hashes(inclusionRanges(index, size))).toEqual(proof);
    const leaf = leafHash(leaves[index] as Uint8Array);
    expect(includes(leaf, index, size, proof.map(bytes), bytes(roots[size] as string))).toBe(true);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('consistency of %i leaves with %i', async (first, second, proof) => {
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
