/** Tiles as c2sp.org/tlog-tiles lays them out. */
import { expect, test } from 'vitest';
import { hashOf, leafHash, nodeHash } from '../../../collector/ledger/merkle.ts';
import {
  hashIn,
  nodesIn,
  readBundle,
  type Tile,
  tileOfPath,
  tilePath,
  tilesOf,
  widthIn,
  writeBundle,
} from '../../../collector/ledger/tiles.ts';

test("the specification's own examples of paths", () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 'entries', index: 5, width: 112 })).toBe('tile/entries/005.p/112');
});

test("the specification's own examples of sizes: 70,000 and 256", () => {
  const widths = (size: number) =>
    [0, 1, 2].map((level) => tilesOf(size).flatMap((tile) => (tile.level === level ? [tile.width] : [])));
  expect(widths(70_000)).toEqual([[...Array(273).fill(256), 112], [256, 17], [1]]);
  expect(widths(256)).toEqual([[256], [1], []]);
  expect(tilesOf(0)).toEqual([]);
});

test('a path is read as it is written, and nothing else is', () => {
  const tiles: Tile[] = [
    { level: 0, index: 0, width: 256 },
    { level: 63, index: 999, width: 1 },
    { level: 'entries', index: 1000, width: 255 },
  ];
  for (const tile of tiles) expect(tileOfPath(tilePath(tile))).toEqual(tile);
  for (const path of [
    'tile/0/1',
    'tile/00/001',
    'tile/64/001',
    'tile/0/x000/001',
    'tile/0/001/x002',
    'tile/0/001.p/256',
    'tile/0/001.p/0',
    'tile/0/001.p/01',
    'tile/-1/001',
    'tile/0/../001',
    'tile/0/001/',
    'xtile/0/001',
  ])
    expect(tileOfPath(path), path).toBeUndefined();
});

test('the root out of tiles is the root out of leaves', async () => {
  const size = 70_000;
  const leaves = Array.from({ length: size }, (_, place) => leafHash(String(place)));
  const plain = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return leaves[from] as Uint8Array;
    let split = 1;
    while (split * 2 < to - from) split *= 2;
    return nodeHash(plain(from, from + split), plain(from + split, to));
  };
  const made = new Map<string, Uint8Array>();
  for (const { level, index, width } of tilesOf(size)) {
    const hashes = Array.from({ length: width }, (_, place) =>
      level === 0
        ? (leaves[index * 256 + place] as Uint8Array)
        : hashIn(made.get(`${Number(level) - 1} ${index * 256 + place}`) as Uint8Array),
    );
    made.set(`${level} ${index}`, Buffer.concat(hashes));
  }
  const nodes = nodesIn(async (level, index) => made.get(`${level} ${index}`) as Uint8Array);
  for (const end of [1, 257, 65_537, size])
    expect(Buffer.from(await hashOf({ start: 0, end }, nodes)).toString('hex')).toBe(
      Buffer.from(plain(0, end)).toString('hex'),
    );
});

test('a tile of a smaller tree is the beginning of the same tile of a larger one', () => {
  expect(widthIn(300, 0, 1)).toBe(44);
  expect(widthIn(300, 0, 2)).toBe(0);
  expect(widthIn(300, 'entries', 0)).toBe(256);
  expect(widthIn(300, 1, 0)).toBe(1);
});

test('a bundle is read as it is written, and one that breaks off is refused', () => {
  const entries = ['lupa 1 1 tie 5 00', '', 'ä'];
  const bundle = writeBundle(entries);
  expect([...bundle.subarray(0, 2)]).toEqual([0, 17]);
  expect(readBundle(bundle)).toEqual(entries);
  expect(() => readBundle(bundle.subarray(0, -1))).toThrow(RangeError);
});
