/** Builds the widget: two loaders (IIFE) and the second stage (a hashed ES module) into dist/widget, with a manifest. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';

const folder = 'dist/widget';
const manifest = { loaders: { google: 'loader-google.js', plain: 'loader-plain.js' } };

// Else it would follow NODE_ENV, and take Lit's development build in tests.
const resolve = () => nodeResolve({ exportConditions: ['production'] });

const compile = () => esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' });

// No pure_getters: it would remove the reading of `document.cookie` that finds out whether cookies are forbidden.
const small = (module) =>
  terser({ module, ecma: 2020, compress: { passes: 3 }, format: { comments: false } });

// Repetition is what compresses: one keyword instead of two.
const oneKeyword = { name: 'one-keyword', renderChunk: (code) => code.replace(/\bconst\b(?! enum)/g, 'let') };

// The collector puts the settings in the place of this one name: it must be there once. */
const settingsOnce = {
  name: 'settings-once',
  generateBundle(_options, bundle) {
    for (const { code, fileName } of Object.values(bundle))
      if (code?.split('__LUPA_SETTINGS__').length !== 2)
        this.error(`${fileName} must name __LUPA_SETTINGS__ exactly once.`);
  },
};

const loader = (name, last) => ({
  input: `widget/${name}.ts`,
  output: { dir: folder, format: 'iife', entryFileNames: '[name].js' },
  plugins: [resolve(), compile(), oneKeyword, small(false), settingsOnce, last],
});

const fresh = {
  name: 'fresh-folder',
  buildStart() {
    rmSync(folder, { recursive: true, force: true });
  },
};

const noteDecide = {
  name: 'note-decide',
  generateBundle(_options, bundle) {
    const [chunk] = Object.values(bundle);
    const integrity = `sha256-${createHash('sha256').update(chunk.code).digest('base64')}`;
    manifest.decide = { file: chunk.fileName, integrity };
  },
};

const writeManifest = {
  name: 'write-manifest',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'manifest.json',
      source: `${JSON.stringify(manifest, null, 2)}\n`,
    });
  },
};

export default [
  {
    input: 'widget/decide.ts',
    output: { dir: folder, format: 'es', entryFileNames: 'decide-[hash].js' },
    plugins: [
      fresh,
      resolve(),
      minifyTemplateLiterals({ include: ['widget/ui/*.ts'] }),
      compile(),
      oneKeyword,
      small(true),
      noteDecide,
    ],
  },
  loader('loader-google'),
  loader('loader-plain', writeManifest),
];
