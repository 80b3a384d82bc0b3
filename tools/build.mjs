/** Builds the widget (rollup) and bundles collector and demo (esbuild) into `dist/`; packages stay outside. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entryTypes } from './types.mjs';

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

const buildServers = async () => {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'collector/main.ts', out: 'collector/main' },
      { in: 'collector/cli.ts', out: 'collector/cli' },
      { in: 'demo/server.ts', out: 'demo/server' },
    ],
    outdir: dist,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  cpSync(`${root}collector/store/migrations`, `${dist}/collector/migrations`, { recursive: true });
  cpSync(`${root}demo/public`, `${dist}/demo/public`, { recursive: true });
};

/** Builds everything. */
export const build = async () => {
  mkdirSync(dist, { recursive: true });
  await Promise.all([buildWidget(), buildServers()]);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
