/** The examples as an owner has them: in a folder of their own, with Lupa installed from its package. Needs the build. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { temporaryFolder } from '../support/temporary.ts';
import { compileVue } from './vue.ts';

export const examples = ['plain', 'react', 'vue'] as const;
export type Example = (typeof examples)[number];

/** What the owner replaces with the address of their site. */
const address = 'https://collector.example/s/YOUR-SITE/loader.js';

const run = (program: string, words: string[], cwd: string): string =>
  execFileSync(program, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const isVue = (name: string) => name.endsWith('.vue');

/** Packs Lupa as npm publishes it, and installs that beside what the examples need. */
export const newProject = (): string => {
  const folder = temporaryFolder();
  const modules = join(folder, 'node_modules');
  for (const place of ['lupa', '@types']) mkdirSync(join(modules, place), { recursive: true });
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], process.cwd());
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  run('tar', ['-xzf', packed, '-C', 'node_modules/lupa', '--strip-components=1'], folder);
  for (const name of ['react', 'react-dom', 'vue', '@types/react', '@types/react-dom'])
    symlinkSync(resolve('node_modules', name), join(modules, name));
  cpSync('docs/examples', folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  return folder;
};

/** What TypeScript says of the files there, single-file components included: nothing when all is well. */
export const check = (folder: string, ...words: string[]): string => {
  const vue = join(folder, 'vue');
  for (const name of readdirSync(vue).filter(isVue))
    writeFileSync(join(vue, `${name}.ts`), compileVue(name, readFileSync(join(vue, name), 'utf8')));
  const tsc = resolve('node_modules/typescript/bin/tsc');
  try {
    return run(process.execPath, [tsc, '-p', '.', '--pretty', 'false', ...words], folder);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};

const vuePlugin: Plugin = {
  name: 'vue',
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, ({ path }) => ({
      contents: compileVue(path, readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** An example's files by name, ready to be served, with `loader` in the place of the address. */
export const bundle = async (
  project: string,
  example: Example,
  loader: string,
): Promise<Map<string, string>> => {
  const folder = join(project, example);
  const names = readdirSync(folder);
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: names.filter((name) => /^main\.(tsx?|js)$/.test(name)),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [vuePlugin],
    logLevel: 'silent',
  });
  const texts: [string, string][] = names
    .filter((name) => /\.(html|js)$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  const files = new Map([...texts, ['main.js', outputFiles[0]?.text ?? '']]);
  for (const [name, text] of files) files.set(name, text.replaceAll(address, loader));
  return files;
};
