import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAssets } from '../../../collector/http/assets.ts';
import { tagKinds } from '../../../collector/http/tags.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day, noon } from '../../support/world.ts';

const build = (): { built: string; kept: string } => {
  const folder = temporaryFolder();
  const built = join(folder, 'built');
  mkdirSync(built);
  const names = Object.fromEntries(
    ['loader', 'decide', 'proxied', 'embeds', 'takeover', 'debug', ...tagKinds].map((name) => [
      name,
      `${name}.js`,
    ]),
  );
  for (const name of Object.values(names)) writeFileSync(join(built, name), name);
  writeFileSync(join(built, 'manifest.json'), JSON.stringify(names));
  return { built, kept: join(folder, 'kept') };
};
const nameIn = (path: string) => path.replace('/assets/', '');

test('a module is served under a name with its hash, with the integrity that browsers check', () => {
  const { built, kept } = build();
  const assets = readAssets(built, kept, () => noon);
  const [path, integrity] = assets.keep('decide', 'the body');
  expect(path).toMatch(/^\/assets\/decide-[\w-]{10}\.js$/);
  expect(integrity).toBe(`sha256-${createHash('sha256').update('the body').digest('base64')}`);
  expect(Buffer.from(assets.file(nameIn(path))?.plain ?? []).toString()).toBe('the body');
  for (const odd of ['../built/loader.js', 'decide-x.js', '', 'constructor'])
    expect(assets.file(odd)).toBeUndefined();
});

test('a superseded module is served for 90 days more, for pages that were loaded before the upgrade', () => {
  const { built, kept } = build();
  const before = nameIn(readAssets(built, kept, () => noon).keep('decide', 'before')[0]);
  const after = nameIn(readAssets(built, kept, () => noon).keep('decide', 'after')[0]);
  const mark = join(kept, `${before}.superseded`);
  utimesSync(mark, noon / 1000, noon / 1000);
  const later = readAssets(built, kept, () => noon + 89 * day);
  expect([before, after].map((name) => existsSync(join(kept, name)))).toEqual([true, true]);
  later.keep('decide', 'after');
  const muchLater = readAssets(built, kept, () => noon + 91 * day);
  expect([before, after].map((name) => muchLater.file(name) !== undefined)).toEqual([false, true]);
  expect(existsSync(mark)).toBe(false);
});

test('what is still asked for is kept longer: a loader that its owner hosts must not break in silence', () => {
  const { built, kept } = build();
  let now = noon;
  const start = () => readAssets(built, kept, () => now);
  const [wanted = '', forgotten = ''] = ['wanted', 'forgotten'].map((body) =>
    nameIn(start().keep('decide', body)[0]),
  );
  const running = start();
  for (const name of [wanted, forgotten])
    utimesSync(join(kept, `${name}.superseded`), now / 1000, now / 1000);
  // One process for half a year: it is asked now and then, and says so to the next one.
  for (let asked = 0; asked < 3; asked++) {
    now += 60 * day;
    expect(running.file(wanted)).toBeDefined();
  }
  now += 60 * day;
  const next = start();
  expect([wanted, forgotten].map((name) => next.file(name) !== undefined)).toEqual([true, false]);
  now += 91 * day;
  expect(start().file(wanted), 'and not for ever').toBeUndefined();
});

test('a module that is made again is no longer superseded', () => {
  const { built, kept } = build();
  readAssets(built, kept, () => noon).keep('decide', 'body');
  readAssets(built, kept, () => noon).keep('decide', 'body');
  expect(readdirSync(kept).filter((name) => name.endsWith('.superseded'))).toEqual([]);
});

test('a build that is not there is refused in words', () => {
  const folder = temporaryFolder();
  expect(() => readAssets(folder, join(folder, 'kept'), () => noon)).toThrow('npm run build');
});
