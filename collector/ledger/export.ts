/** A ledger as files, laid out as c2sp.org/tlog-tiles says: enough to check it anywhere, and nothing of anybody. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from '../store/store.ts';
import { controllersOf, epochsOf, headOf, publishedNote, sealKeysOf } from './heads.ts';
import { bundleOf, keysDocument, tileBytes } from './public.ts';
import { tilePath, tilesOf } from './tiles.ts';
import { headsOf } from './verify/heads.ts';

export interface LedgerFile {
  path: string;
  content: Uint8Array | string;
}

/** The files of one sealed ledger; none where nothing is sealed yet. */
export async function* ledgerFiles(store: Readable, controller: number): AsyncGenerator<LedgerFile> {
  const head = await headOf(store, controller);
  if (!head) return;
  for (const tile of tilesOf(head.size)) {
    yield { path: tilePath(tile), content: await tileBytes(store, controller, tile) };
    if (tile.level !== 0) continue;
    const entries = { ...tile, level: 'entries' as const };
    yield { path: tilePath(entries), content: await bundleOf(store, controller, entries) };
  }
  const epochs = await epochsOf(store, controller);
  const keys = keysDocument(controller, epochs, await sealKeysOf(store, controller));
  yield { path: 'keys', content: `${JSON.stringify(keys, null, 1)}\n` };
  for (const one of await headsOf(store, controller))
    if (one.size <= head.size) yield { path: `checkpoints/${one.size}`, content: publishedNote(one) };
  yield { path: 'checkpoint', content: publishedNote(head) };
}

/** Writes each controller's sealed ledger into a folder of its own below `folder`. */
export const exportLedger = async (
  store: Readable,
  folder: string,
): Promise<{ controller: number; files: number }[]> => {
  const written: { controller: number; files: number }[] = [];
  for (const controller of await controllersOf(store)) {
    let files = 0;
    for await (const { path, content } of ledgerFiles(store, controller)) {
      const file = join(folder, String(controller), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      files++;
    }
    if (files > 0) written.push({ controller, files });
  }
  return written;
};
