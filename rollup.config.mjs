/** Builds the widget into dist/widget: loader, second stage, tag modules and those that few pages need, with places for a site's settings; and the entry. */
import { rmSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { onlyUsed } from './tools/lit.mjs';
import { compileTemplates } from './tools/templates.mjs';

const folder = 'dist/widget';
const manifest = {
  loader: 'loader.js',
  decide: 'decide.js',
  proxied: 'proxied.js',
  embeds: 'embeds.js',
  google: 'google.js',
  container: 'container.js',
  vendors: 'vendors.js',
  both: 'both.js',
  relay: 'relay.js',
  'relay-vendors': 'relay-vendors.js',
  takeover: 'takeover.js',
  debug: 'debug.js',
};

// Else it would follow NODE_ENV, and take Lit's development build in tests.
const resolve = () => nodeResolve({ exportConditions: ['production'] });

const compile = (proxied = false) =>
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', define: { __LUPA_PROXIED__: `${proxied}` } });

// No pure_getters: it would remove the reading of `document.cookie` that finds out whether cookies are forbidden. The
// names that lit keeps for itself are shortened: no other copy of it ever sees our parts.
const small = (module) =>
  terser({
    module,
    ecma: 2020,
    compress: { passes: 3, unsafe: true, negate_iife: false },
    mangle: { properties: { regex: /^_\$/ } },
    format: { comments: false },
  });

// Repetition is what compresses: one keyword instead of two, and the shorter of two names for the same function.
const oneKeyword = {
  name: 'one-keyword',
  renderChunk: (code) => code.replace(/\bconst\b(?! enum)/g, 'let').replaceAll('Number.parseInt', 'parseInt'),
};

// The collector puts the settings in the place of this one name: it must be there once.
const once = (name) => ({
  name: 'settings-once',
  generateBundle(_options, bundle) {
    for (const { code, fileName } of Object.values(bundle))
      if (code !== undefined && code.split(name).length !== 2)
        this.error(`${fileName} must name ${name} once.`);
  },
});

const fresh = {
  name: 'fresh-folder',
  buildStart() {
    rmSync(folder, { recursive: true, force: true });
  },
};

const writeManifest = {
  name: 'write-manifest',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(manifest)}\n` });
  },
};

/** The second stage; the one for sites behind their owner's proxy has more to do (docs/decisions, 8). */
const secondStage = (file, proxied) => ({
  input: 'widget/decide.ts',
  output: { dir: folder, format: 'es', entryFileNames: file },
  plugins: [
    resolve(),
    onlyUsed,
    minifyTemplateLiterals({ include: ['widget/ui/*.ts'] }),
    compile(proxied),
    compileTemplates,
    oneKeyword,
    small(true),
    once('__LUPA_DESK__'),
  ],
});

const decide = secondStage(manifest.decide, false);
decide.plugins.unshift(fresh);

/** A module that is fetched by itself, when it is needed. */
const apart = (input, file, name, ...also) => ({
  input,
  output: { dir: folder, format: 'es', entryFileNames: file },
  plugins: [resolve(), compile(), oneKeyword, small(true), once(name), ...also],
});

export default [
  decide,
  secondStage(manifest.proxied, true),
  {
    input: 'widget/loader-site.ts',
    // Not strict: nothing in it depends on that, and the directive is bytes on every page.
    output: { dir: folder, format: 'iife', strict: false, entryFileNames: manifest.loader },
    plugins: [resolve(), compile(), oneKeyword, small(false), once('__LUPA_SETTINGS__')],
  },
  {
    input: 'widget/embeds.ts',
    output: { dir: folder, format: 'es', entryFileNames: manifest.embeds },
    plugins: [
      resolve(),
      minifyTemplateLiterals({ include: ['widget/ui/*.ts'] }),
      compile(),
      oneKeyword,
      small(true),
    ],
  },
  apart('widget/takeover.ts', manifest.takeover, '__LUPA_TAKEOVER__'),
  apart('widget/debug.ts', manifest.debug, '__LUPA_DEBUG__'),
  ...['google', 'container', 'vendors', 'both', 'relay', 'relay-vendors'].map((kind) =>
    apart(
      `widget/tags/begin-${kind}.ts`,
      manifest[kind],
      '__LUPA_TAGS__',
      ...(kind === 'relay-vendors' ? [writeManifest] : []),
    ),
  ),
  {
    // For bundlers, which make it small themselves.
    input: 'widget/entry.ts',
    output: { dir: folder, format: 'es', entryFileNames: 'entry.js' },
    plugins: [compile()],
  },
];
