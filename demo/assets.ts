/** The demo's static files, read once: what is not among them does not exist. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  type: string;
  body: Uint8Array<ArrayBuffer>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** By path below `public/`. The folder lies beside this module, bundled or not. */
export const readAssets = async (
  folder = new URL('./public/', import.meta.url),
): Promise<ReadonlyMap<string, Asset>> => {
  const root = fileURLToPath(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const assets = new Map<string, Asset>();
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = `${entry.parentPath}${sep}${entry.name}`;
    const path = relative(root, file).split(sep).join('/');
    assets.set(path, { type, body: new Uint8Array(await readFile(file)) });
  }
  return assets;
};
