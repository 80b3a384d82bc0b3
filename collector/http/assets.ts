/** The built widget: texts with a place for a site's settings, and the hashed files made of them. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type TagKind, tagKinds } from './tags.ts';

/** A body with its compressed forms and what names it. */
export interface Packed {
  plain: Uint8Array;
  br: Uint8Array;
  gzip: Uint8Array;
  etag: string;
}

/** The built texts that are one a kind. */
const texts = ['loader', 'decide', 'proxied', 'embeds', 'takeover', 'debug'] as const;
type Text = (typeof texts)[number];

/** As built: `__LUPA_SETTINGS__`, `__LUPA_DESK__`, `__LUPA_TAGS__`, … stand where the settings go. */
export interface Assets extends Record<Text, string> {
  tags: Record<TagKind, string>;
  /** A hashed file by name, this version's or an earlier one's. */
  file(name: string): Packed | undefined;
  /** Serves `body` under a name with its hash from now on; answers its path and integrity (W3C SRI). */
  keep(kind: string, body: string): [path: string, integrity: string];
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

const day = 24 * 60 * 60 * 1000;
const keptFor = 90 * day;
const mark = '.superseded';
const hashed = /^[a-z]+-[A-Za-z0-9_-]{10}\.js$/;

/**
 * Marks what an earlier start left as superseded, and removes what nobody has asked for in 90 days since: pages that were
 * loaded before an upgrade, and loaders that owners host themselves, still ask for it. The mark's own time says since when;
 * `keep` takes it away again.
 */
const supersede = (folder: string, now: number): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((one) => hashed.test(one))) {
    const marked = `${folder}/${name}${mark}`;
    if (!existsSync(marked)) writeFileSync(marked, '');
    else if (now - statSync(marked).mtimeMs > keptFor)
      for (const file of [`${folder}/${name}`, marked]) rmSync(file);
  }
};

/** Notes that a superseded file is still asked for, at most once a day. */
const stillAsked = (folder: string, clock: () => number) => {
  const noted = new Map<string, number>();
  return (name: string): void => {
    const now = clock();
    if (now - (noted.get(name) ?? 0) < day) return;
    noted.set(name, now);
    const marked = `${folder}/${name}${mark}`;
    if (existsSync(marked)) utimesSync(marked, now / 1000, now / 1000);
  };
};

/** Reads the build in `built`, and keeps hashed files in `folder`. Throws when there is no build. */
export const readAssets = (built: string, folder: string, clock: () => number): Assets => {
  const manifest = `${built}/manifest.json`;
  if (!existsSync(manifest)) throw new Error('The widget is not built: run "npm run build".');
  const names = JSON.parse(readFileSync(manifest, 'utf8')) as Record<Text | TagKind, string>;
  const read = (name: Text | TagKind) => [name, readFileSync(`${built}/${names[name]}`, 'utf8')] as const;
  supersede(folder, clock());
  const asked = stillAsked(folder, clock);
  const files = new Map<string, Packed>();
  return {
    ...(Object.fromEntries(texts.map(read)) as Record<Text, string>),
    tags: Object.fromEntries(tagKinds.map(read)) as Assets['tags'],
    file: (name) => {
      if (!hashed.test(name)) return undefined;
      if (!files.has(name) && existsSync(`${folder}/${name}`)) {
        files.set(name, packed(readFileSync(`${folder}/${name}`)));
      }
      const file = files.get(name);
      if (file) asked(name);
      return file;
    },
    keep: (kind, body) => {
      const digest = createHash('sha256').update(body).digest();
      const name = `${kind}-${digest.toString('base64url').slice(0, 10)}.js`;
      writeFileSync(`${folder}/${name}`, body);
      rmSync(`${folder}/${name}${mark}`, { force: true });
      return [`/assets/${name}`, `sha256-${digest.toString('base64')}`];
    },
  };
};
