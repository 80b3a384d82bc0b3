/** A tree that grows: which tiles change when leaves are added, and what they become. */
import { hashIn, tileWidth } from './tiles.ts';

export interface GrownTile {
  level: number;
  index: number;
  hashes: Uint8Array;
}

/** The tiles that change when `leaves` come behind a tree of `size`; `tileAt` answers those that are there. */
export const grow = async (
  size: number,
  leaves: readonly Uint8Array[],
  tileAt: (level: number, index: number) => Promise<Uint8Array>,
): Promise<GrownTile[]> => {
  const grown: GrownTile[] = [];
  let first = size;
  let added = leaves;
  for (let level = 0; added.length > 0; level++) {
    const above: Uint8Array[] = [];
    for (let place = 0; place < added.length; ) {
      const index = Math.floor((first + place) / tileWidth);
      const held = (first + place) % tileWidth;
      const before = held === 0 ? new Uint8Array(0) : await tileAt(level, index);
      const more = added.slice(place, place + tileWidth - held);
      const hashes = Buffer.concat([before, ...more]);
      grown.push({ level, index, hashes });
      if (held + more.length === tileWidth) above.push(hashIn(hashes));
      place += more.length;
    }
    first = Math.floor(first / tileWidth);
    added = above;
  }
  return grown;
};
