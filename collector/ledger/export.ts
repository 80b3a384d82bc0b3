/** A ledger as files, laid out as c2sp.org/tlog-tiles says: enough to check it anywhere, and nothing of anybody. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from '../store/store.ts';
import { controllersOf, epochsOf, headOf, publishedNote, sealKeysOf } from './heads.ts';
import { bundleOf, keysDocument, tileBytes } from './public.ts';
import { tilePath, tilesOf } from './tiles.ts';
import { headsOf } from './verify/heads.ts';

/** Writes each controller's sealed ledger into a folder of its own below `folder`. */
export const exportLedger = async (
  store: Readable,
  folder: string,
): Promise<{ controller: number; files: number }[]> => {
  const written: { controller: number; files: number }[] = [];
  for (const controller of await controllersOf(store)) {
    const head = await headOf(store, controller);
    if (!head) continue;
    let files = 0;
    const write = (path: string, content: Uint8Array | string) => {
      const file = join(folder, String(controller), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      files++;
    };
    for (const tile of tilesOf(head.size)) {
      write(tilePath(tile), await tileBytes(store, controller, tile));
      if (tile.level !== 0) continue;
      const entries = { ...tile, level: 'entries' as const };
      write(tilePath(entries), await bundleOf(store, controller, entries));
    }
    const epochs = await epochsOf(store, controller);
    write(
      'keys',
      `${JSON.stringify(keysDocument(controller, epochs, await sealKeysOf(store, controller)), null, 1)}\n`,
    );
    for (const one of await headsOf(store, controller)) write(`checkpoints/${one.size}`, publishedNote(one));
    write('checkpoint', publishedNote(head));
    written.push({ controller, files });
  }
  return written;
};
