/** Builds the widget (rollup) and bundles collector and demo (esbuild) into `dist/`; packages stay outside. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clientTypes, entryTypes } from './types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

const buildWidget = async () => {
  const { rollup } = await import('rollup');
  const { loadConfigFile } = await import('rollup/loadConfigFile');
  const { options, warnings } = await loadConfigFile(`${root}rollup.config.mjs`, { silent: true });
  for (const one of options) {
    const bundle = await rollup(one);
    for (const output of one.output) await bundle.write(output);
    await bundle.close();
  }
  warnings.flush();
  writeFileSync(`${dist}/widget/entry.d.ts`, entryTypes());
};

/** The staff client: one module, for Node and browsers, with its types. */
const buildClient = async () => {
  const esbuild = await import('esbuild');
  rmSync(`${dist}/client`, { recursive: true, force: true });
  clientTypes(`${dist}/client`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['shared/client/client.ts'],
    outfile: `${dist}/client/client.js`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
};

/** Bundles collector and demo into a folder of the repository: their packages are found from there. */
export const buildServers = async (into = dist) => {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'collector/main.ts', out: 'collector/main' },
      { in: 'collector/cli.ts', out: 'collector/cli' },
      { in: 'collector/store/thread.ts', out: 'collector/thread' },
      { in: 'collector/rights/answer/pdfThread.ts', out: 'collector/pdfThread' },
      { in: 'demo/server.ts', out: 'demo/server' },
    ],
    outdir: into,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  // A migration that was renamed would be there twice.
  rmSync(`${into}/collector/migrations`, { recursive: true, force: true });
  cpSync(`${root}collector/store/migrations`, `${into}/collector/migrations`, { recursive: true });
  cpSync(`${root}demo/public`, `${into}/demo/public`, { recursive: true });
};

/** What a build depends on: every byte of the sources, and the packages. */
const sources = [
  'widget',
  'shared',
  'collector',
  'demo',
  'tools',
  'rollup.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const fingerprint = () => {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = `${root}${source}`;
    const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : [''];
    for (const name of names) {
      const file = name === '' ? path : `${path}/${name}`;
      if (statSync(file).isFile()) hash.update(`${source}/${name}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
};
const stamp = `${dist}/.built`;

/** Builds everything. */
export const build = async () => {
  const hash = fingerprint();
  mkdirSync(dist, { recursive: true });
  await Promise.all([buildWidget(), buildServers(), buildClient()]);
  writeFileSync(stamp, hash);
};

/** Builds everything, unless it was built from the same sources. */
export const buildStale = async () => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return;
  await build();
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
