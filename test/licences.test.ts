/** Everything that is installed to run has a permissive licence; what users of the product get is named in README. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = process.cwd();

interface Manifest {
  license?: string | { type: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const read = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder that `name` resolves to from `folder`, as Node would find it. */
const find = (name: string, folder: string): string | undefined => {
  for (let place = folder; place.startsWith(root); place = join(place, '..')) {
    const candidate = join(place, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
};

const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'MIT-0',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Bitstream-Vera',
]);

/** Whose manifest leaves it to a file: what that file says, read by us; the words must be there still. */
const inFile: Readonly<Record<string, readonly [licence: string, words: string]>> = {
  // Of Bitstream and of Arev: free use, also changed, also sold as a part of more; not sold by themselves.
  'dejavu-fonts-ttf': ['Bitstream-Vera', 'publish, distribute, and/or sell copies of the Font Software'],
  'png-js': ['MIT', 'Permission is hereby granted, free of charge, to any person obtaining a copy'],
};

const licenceOf = (name: string, folder: string, { license }: Manifest): string => {
  const [licence, words] = inFile[name] ?? [];
  if (licence && words && readFileSync(join(folder, 'LICENSE'), 'utf8').includes(words)) return licence;
  return typeof license === 'object' ? license.type : (license ?? 'none');
};

const isPermissive = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((one) => permissive.has(one.trim())));

const licences = new Map<string, string>();
const walk = (folder: string, { dependencies, optionalDependencies }: Manifest): void => {
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = find(name, folder);
    if (!found) {
      expect(optionalDependencies, `${name} is not installed`).toHaveProperty([name]);
      continue;
    }
    if (licences.has(found)) continue;
    const manifest = read(found);
    licences.set(found, licenceOf(name, found, manifest));
    walk(found, manifest);
  }
};
walk(root, read(root));

test('every package that is needed at run time is permissively licensed', () => {
  expect(licences.size).toBeGreaterThan(10);
  const wrong = [...licences].filter(([, licence]) => !isPermissive(licence));
  expect(wrong.map(([folder, licence]) => `${folder.slice(root.length)}: ${licence}`)).toEqual([]);
});

test('the check has power', () => {
  expect(isPermissive('AGPL-3.0-or-later')).toBe(false);
  expect(isPermissive('MIT AND GPL-3.0')).toBe(false);
  expect(isPermissive('none')).toBe(false);
  expect(isPermissive('(MIT OR GPL-3.0)')).toBe(true);
});

test('ua-parser-js stays on its MIT line: version 2 is AGPL', () => {
  expect(read(root).dependencies?.['ua-parser-js']).toBe('1.0.41');
});

test('README names every direct dependency with its reason', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  for (const name of Object.keys(read(root).dependencies ?? {})) expect(readme).toContain(`\`${name}\``);
});

test('the lock file names no registry and no machine', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
});
