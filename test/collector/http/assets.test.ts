import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAssets } from '../../../collector/http/assets.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day, noon } from '../../support/world.ts';

const build = (folder: string, decide: string): string => {
  const built = join(folder, `built-${decide}`);
  mkdirSync(built);
  writeFileSync(join(built, 'loader-google.js'), 'g');
  writeFileSync(join(built, 'loader-plain.js'), 'p');
  writeFileSync(join(built, decide), decide);
  const manifest = {
    loaders: { google: 'loader-google.js', plain: 'loader-plain.js' },
    decide: { file: decide, integrity: 'sha256-x' },
  };
  writeFileSync(join(built, 'manifest.json'), JSON.stringify(manifest));
  return built;
};

test('a superseded file is served for 90 days more, for pages that were loaded before the upgrade', () => {
  const folder = temporaryFolder();
  const kept = join(folder, 'kept');
  const [before, after] = ['decide-aaaaaaaa.js', 'decide-bbbbbbbb.js'];
  readAssets(build(folder, before), kept, noon);
  const upgraded = build(folder, after);
  expect([...readAssets(upgraded, kept, noon).files.keys()].sort()).toEqual([before, after]);
  const mark = join(kept, `${before}.superseded`);
  utimesSync(mark, noon / 1000, noon / 1000);
  expect(readAssets(upgraded, kept, noon + 89 * day).files.has(before)).toBe(true);
  expect([...readAssets(upgraded, kept, noon + 91 * day).files.keys()]).toEqual([after]);
  expect(existsSync(mark)).toBe(false);
});

test('a file that is current again is no longer superseded', () => {
  const folder = temporaryFolder();
  const kept = join(folder, 'kept');
  const first = build(folder, 'decide-aaaaaaaa.js');
  readAssets(first, kept, noon);
  readAssets(build(folder, 'decide-bbbbbbbb.js'), kept, noon);
  readAssets(first, kept, noon);
  expect(existsSync(join(kept, 'decide-aaaaaaaa.js.superseded'))).toBe(false);
});

test('a build that is not there is refused in words', () => {
  const folder = temporaryFolder();
  const built = build(folder, 'decide-aaaaaaaa.js');
  writeFileSync(
    join(built, 'manifest.json'),
    JSON.stringify({ loaders: {}, decide: { file: 'decide-cccccccc.js', integrity: 'x' } }),
  );
  expect(() => readAssets(built, join(folder, 'kept'), noon)).toThrow('npm run build');
});
