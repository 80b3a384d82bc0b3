import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drive } from '../journeys/proxied.ts';
import { blocks, trial } from './recipe.ts';

// It hands on whatever address a visitor claims, and is not believed.
const one = await trial('http', false);
const folder = join(one.folder, 'next');
afterAll(one.end);

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };
const run = (program: string, ...words: string[]): void => {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}:\n${stdout}${stderr}`);
};

beforeAll(() => {
  mkdirSync(join(folder, 'app'), { recursive: true });
  const [recipe = ''] = blocks('js').map((text) => text.replace('127.0.0.1:8787', one.target));
  expect(recipe).toContain(one.target);
  const files = {
    'package.json': '{ "private": true }',
    'next.config.js': 'module.exports = { turbopack: { root: __dirname } };',
    'proxy.js': recipe,
    'app/layout.js': `export default ({ children }) => (
      <html lang="en">
        <head>
          <title>A shop</title>
          <link rel="icon" href="data:," />
          <script async src="/lupa/s/shop/loader.js" />
          <script
            type="text/plain"
            data-purpose="analytics"
            dangerouslySetInnerHTML={{ __html: 'window.ran = true;' }}
          />
        </head>
        <body>{children}</body>
      </html>
    );`,
    'app/page.js': 'export default () => <h1>A shop</h1>;',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  run('npm', 'install', '--no-audit', '--no-fund', 'next', 'react', 'react-dom');
  run(join(folder, 'node_modules/.bin/next'), 'build');
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/next/package.json'), 'utf8'));
  console.log(`Next ${version}`);
});

test('the recipe for Next.js', async () => {
  const { browser, shop, port, collector, seen } = one;
  await one.start(join(folder, 'node_modules/.bin/next'), ['start', '-p', `${port}`, '-H', '127.0.0.1'], {
    cwd: folder,
    env,
  });
  await drive(browser, shop, collector, seen, '127.0.0.0');
});
