/** What `npm start` and `npm test` do first: install when the lock file has changed, and only then. Real npm, no packages. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';

const run = promisify(execFile);
const folder = temporaryFolder();
mkdirSync(join(folder, 'tools'));
copyFileSync('tools/install.mjs', join(folder, 'tools', 'install.mjs'));

const lock = (version: string) => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version }));
  const content = { name: 'x', version, lockfileVersion: 3, packages: { '': { name: 'x', version } } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(content));
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
};
/** What it says, without npm's own variables: as `node tools/start.mjs` would run it. */
const install = async (): Promise<string> => {
  const { npm_execpath: _, ...env } = process.env;
  const code = "import('./tools/install.mjs').then(({ install }) => install())";
  return (await run('node', ['-e', code], { cwd: folder, env })).stdout;
};

test('it installs once, again when the lock file has changed, and again when the packages are gone', async () => {
  lock('1.0.0');
  expect(await install()).toContain('Installing packages');
  expect(await install()).toBe('');
  lock('1.0.1');
  expect(await install()).toContain('Installing packages');
  expect(await install()).toBe('');
  rmSync(join(folder, 'node_modules'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  expect(await install()).toContain('Installing packages');
});

test('an installation that fails is said, and is tried again next time', async () => {
  lock('1.0.2');
  writeFileSync(join(folder, 'package.json'), 'no JSON');
  for (const _ of [1, 2]) await expect(install()).rejects.toMatchObject({ code: 1 });
});
