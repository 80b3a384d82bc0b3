/** Tiles (c2sp.org/tlog-tiles): the tree's hashes in rows of 256, every eighth level; and bundles of the entries beneath. */
import { hashLength, type NodeOf, nodeHash } from './merkle.ts';

/** Hashes in a full tile. */
export const tileWidth = 256;
/** Levels of the tree that one level of tiles spans. */
const height = 8;

export interface Tile {
  /** `entries`, or the level of tiles, from 0. */
  level: number | 'entries';
  index: number;
  /** 1 to 256. */
  width: number;
}

const indexPath = (index: number): string => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** Path of a tile below the ledger's: `tile/0/x001/x234/067.p/5`. */
export const tilePath = ({ level, index, width }: Tile): string =>
  `tile/${level}/${indexPath(index)}${width < tileWidth ? `.p/${width}` : ''}`;

const form = /^tile\/(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile of a path, or undefined where it is none. */
export const tileOfPath = (path: string): Tile | undefined => {
  const [, level = '', place = '', partial] = form.exec(path) ?? [];
  const index = Number(place.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? tileWidth : Number(partial);
  if (level === '' || !Number.isSafeInteger(index) || (partial !== undefined && width >= tileWidth))
    return undefined;
  const tile: Tile = { level: level === 'entries' ? level : Number(level), index, width };
  return tilePath(tile) === path ? tile : undefined;
};

/** How many hashes the tile has in a tree of `size` leaves, at most 256; 0 where it has none. */
export const widthIn = (size: number, level: number | 'entries', index: number): number => {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
};

/** Every tile of a tree of `size` leaves, level by level. */
export const tilesOf = (size: number): Tile[] => {
  const tiles: Tile[] = [];
  for (let level = 0; size >= tileWidth ** level && size > 0; level++) {
    for (let index = 0; ; index++) {
      const width = widthIn(size, level, index);
      if (width > 0) tiles.push({ level, index, width });
      if (width < tileWidth) break;
    }
  }
  return tiles;
};

/** The hash of a tile's subtree over `count` of its hashes from `first` on; `count` is a power of two. */
export const hashIn = (tile: Uint8Array, first = 0, count = tileWidth): Uint8Array => {
  if (count === 1) {
    const hash = tile.subarray(first * hashLength, (first + 1) * hashLength);
    if (hash.length !== hashLength) throw new RangeError('The tile is shorter than that.');
    return hash;
  }
  return nodeHash(hashIn(tile, first, count / 2), hashIn(tile, first + count / 2, count / 2));
};

/** Nodes of the tree out of tiles. */
export const nodesIn =
  (tileAt: (level: number, index: number) => Promise<Uint8Array>): NodeOf =>
  async (level, index) => {
    const count = 2 ** (level % height);
    const first = index * count;
    const tile = await tileAt(Math.floor(level / height), Math.floor(first / tileWidth));
    return hashIn(tile, first % tileWidth, count);
  };

/** A bundle: each entry behind its length in two bytes. */
export const writeBundle = (entries: readonly string[]): Uint8Array =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const bytes = Buffer.from(entry);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );

/** The entries of a bundle. Throws a `RangeError` where it breaks off. */
export const readBundle = (bundle: Uint8Array): string[] => {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: string[] = [];
  for (let place = 0; place < bytes.length; ) {
    const end = place + 2 + bytes.readUInt16BE(place);
    if (end > bytes.length) throw new RangeError('The bundle breaks off.');
    entries.push(bytes.toString('utf8', place + 2, end));
    place = end;
  }
  return entries;
};
