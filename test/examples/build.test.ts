/** The examples, built and type-checked against the package as it is published. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle, check, examples, newProject } from './project.ts';

let project: string;
beforeAll(() => {
  project = newProject();
});

/** What is said when `right` is written as `wrong` in a file. */
const planted = (file: string, right: string, wrong: string): string => {
  const path = join(project, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace(right, wrong));
  try {
    return check(project);
  } finally {
    writeFileSync(path, before);
  }
};

describe('the examples', () => {
  test('are right by their types', () => {
    expect(check(project)).toBe('');
  });

  test('the check has power: a wrong call of the handle is found in each, and in a template', () => {
    const found = [
      planted('react/consent.ts', '.allows(', '.alows('),
      planted('vue/consent.ts', '.allows(', '.allows(1, '),
      planted('vue/App.vue', 'v-if="counted"', 'v-if="counted.loud"'),
      planted('plain/reading.js', '.allows?.(', '.allows?.(1, '),
    ];
    expect(found.map((said) => said.replace(/\([\s\S]*/, ''))).toEqual([
      'react/consent.ts',
      'vue/consent.ts',
      'vue/App.vue.ts',
      'plain/reading.js',
    ]);
  });

  test.each(examples)('%s is built, and names the site at one place', async (example) => {
    const files = await bundle(project, example, 'https://collector.test/s/shop/loader.js');
    const all = [...files.values()].join('');
    expect(all).not.toContain('YOUR-SITE');
    expect(all.split('https://collector.test/s/shop/loader.js')).toHaveLength(2);
    expect(files.get('index.html')).toContain('src="main.js"');
    expect(files.get('main.js')?.length).toBeGreaterThan(1000);
  });

  test.each([
    [
      'react',
      `import { createElement } from 'react';
       import { renderToString } from 'react-dom/server';
       import { useConsent } from './consent.ts';
       const Page = () => createElement('p', null, String(useConsent('analytics')));
       console.log(renderToString(createElement(Page)));`,
    ],
    [
      'vue',
      `import { createSSRApp, h } from 'vue';
       import { renderToString } from 'vue/server-renderer';
       import { useConsent } from './consent.ts';
       const setup = () => { const granted = useConsent('analytics'); return () => h('p', String(granted.value)); };
       console.log(await renderToString(createSSRApp({ setup })));`,
    ],
  ])('%s asks on a server, too: nothing is granted there', async (example, contents) => {
    const outfile = join(project, example, 'server.mjs');
    const stdin = { contents, resolveDir: join(project, example) };
    const also = { platform: 'node', format: 'esm', packages: 'external', logLevel: 'silent' } as const;
    await build({ stdin, outfile, bundle: true, ...also });
    const said = execFileSync(process.execPath, [outfile], { encoding: 'utf8', timeout: 80_000 });
    expect(said).toBe('<p>false</p>\n');
  });

  test.each(examples)('%s has a page of words that leads to the whole story', (example) => {
    const words = readFileSync(join('docs/examples', example, 'README.md'), 'utf8');
    expect(words).toContain('../../handle.md');
    for (const [, file = ''] of words.matchAll(/^\| `([^`]+)` \|/gm))
      expect(readdirSync(join('docs/examples', example))).toContain(file);
  });
});

describe('the package', () => {
  const use = `import { load, lupa, ready, type Lupa, type LoadOptions } from 'lupa';
const options: LoadOptions = { nonce: undefined, integrity: 'sha256-x' };
load('https://collector.example/s/YOUR-SITE/loader.js', options);
export const handle: Promise<Lupa> = ready();
export const perhaps: Promise<Lupa | null> = ready(100);
export const end: () => void = lupa.onChange((now) => now.allows('analytics'));
addEventListener('lupa-change', (event: Event) => event.type);
export const banner: HTMLElement = document.createElement('lupa-banner');
export const height: number | undefined = document.querySelector('lupa-preferences')?.offsetHeight;
// @ts-expect-error A handle is not there before it has arrived.
export const sure: Lupa = window.lupa;
// @ts-expect-error Without a time it is never null.
export const never: Promise<null> = ready();
`;
  test.each([
    ['nodenext', 'nodenext', 'es2022'],
    ['esnext', 'bundler', 'es2022'],
    ['node16', 'node16', 'es2020'],
  ])(
    'its types hold under module %s, resolution %s, with nothing else installed',
    (module, resolution, target) => {
      writeFileSync(join(project, 'use.ts'), use);
      const words = ['--module', module, '--moduleResolution', resolution, '--target', target];
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--types',
        '',
      ];
      const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
      const said = () => {
        try {
          return execFileSync(process.execPath, [tsc, 'use.ts', ...options, ...words], {
            cwd: project,
            encoding: 'utf8',
          });
        } catch (error) {
          return (error as { stdout: string }).stdout;
        }
      };
      expect(said()).toBe('');
    },
  );

  test('on a server its entry does nothing: nothing is allowed, nothing fails, nothing keeps the process', () => {
    const program = `
      import { load, lupa, ready } from 'lupa';
      load('https://collector.example/s/YOUR-SITE/loader.js');
      let heard = 0;
      const end = lupa.onChange(() => heard++);
      for (const promise of [lupa.whenGranted('analytics'), lupa.open(), lupa.visitor(), ready()])
        promise.then(() => heard++);
      lupa.push(() => heard++);
      lupa.withdraw();
      end();
      console.log(lupa.allows('analytics'), await ready(60_000), heard);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: project,
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(said).toBe('false null 0\n');
  });

  test('costs a bundle that uses all of it 700 bytes at most, and one that uses nothing none', async () => {
    const size = async (contents: string) => {
      const stdin = { contents, resolveDir: project };
      const { outputFiles } = await build({
        stdin,
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        logLevel: 'silent',
      });
      return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
    };
    const all = await size("export * from 'lupa';");
    expect(all).toBeGreaterThan(400);
    expect(all).toBeLessThanOrEqual(700);
    expect(await size("import 'lupa';")).toBeLessThan(5);
  });

  test('says where its elements are described', () => {
    const { customElements, exports } = JSON.parse(
      readFileSync(join(project, 'node_modules/lupa/package.json'), 'utf8'),
    ) as { customElements: string; exports: Record<string, unknown> };
    expect(exports).toHaveProperty([`./${customElements}`]);
    expect(readdirSync(join(project, 'node_modules/lupa'))).toContain(customElements);
  });
});
