/** The built widget: two loaders to fill in, and hashed files that never change and are kept after an upgrade. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A body with its compressed forms and what names it. */
export interface Packed {
  plain: Uint8Array;
  br: Uint8Array;
  gzip: Uint8Array;
  etag: string;
}

export interface Assets {
  /** Source of the loader, with the place where the settings go. */
  loaders: { google: string; plain: string };
  /** File name and integrity of the second stage. */
  decide: { file: string; integrity: string };
  /** Hashed files by name, this version's and earlier ones'. */
  files: ReadonlyMap<string, Packed>;
}

/** Compresses once what is served many times. */
export const packed = (text: string | Uint8Array): Packed => {
  const plain = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return {
    plain,
    br: brotliCompressSync(plain, { params }),
    gzip: gzipSync(plain, { level: 9 }),
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
  };
};

const keptFor = 90 * 24 * 60 * 60 * 1000;
const supersededMark = '.superseded';

/**
 * Keeps the current hashed files beside the earlier ones, for pages that were loaded before an upgrade. What has been
 * superseded for 90 days is removed: a mark's own time says since when.
 */
const keepFiles = (current: ReadonlyMap<string, Uint8Array>, folder: string, now: number): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of current) {
    writeFileSync(`${folder}/${name}`, body);
    rmSync(`${folder}/${name}${supersededMark}`, { force: true });
  }
  for (const name of readdirSync(folder)) {
    if (current.has(name) || name.endsWith(supersededMark)) continue;
    const mark = `${folder}/${name}${supersededMark}`;
    if (!existsSync(mark)) writeFileSync(mark, '');
    else if (now - statSync(mark).mtimeMs > keptFor) {
      rmSync(`${folder}/${name}`);
      rmSync(mark);
    }
  }
};

const hashed = /^[a-z][a-z0-9-]*-[A-Za-z0-9_-]{8,}\.js$/;

/** Reads the build in `built`, and keeps its hashed files in `kept`. */
export const readAssets = (built: string, kept: string, now: number): Assets => {
  const manifest = JSON.parse(readFileSync(`${built}/manifest.json`, 'utf8')) as {
    loaders: { google: string; plain: string };
    decide: { file: string; integrity: string };
  };
  const current = new Map(
    readdirSync(built)
      .filter((name) => hashed.test(name))
      .map((name) => [name, readFileSync(`${built}/${name}`)]),
  );
  if (!current.has(manifest.decide.file)) throw new Error('The widget is not built: run "npm run build".');
  keepFiles(current, kept, now);
  const names = readdirSync(kept).filter((name) => hashed.test(name));
  return {
    loaders: {
      google: readFileSync(`${built}/${manifest.loaders.google}`, 'utf8'),
      plain: readFileSync(`${built}/${manifest.loaders.plain}`, 'utf8'),
    },
    decide: manifest.decide,
    files: new Map(names.map((name) => [name, packed(readFileSync(`${kept}/${name}`))])),
  };
};
