/** The custom elements' manifest against the source: parts, properties, events and names, both ways. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary.ts';

const text = readFileSync('custom-elements.json', 'utf8');
const { modules } = JSON.parse(text) as Package;
const elements = modules.flatMap(({ declarations }) => declarations as CustomElementDeclaration[]);

const read = (file: string) => readFileSync(file, 'utf8');
const sources = readdirSync('widget', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('widget', name));

const found = (where: string, pattern: RegExp): string[] =>
  [...where.matchAll(pattern)].map(([, first = '']) => first);
const sorted = (all: Iterable<string>) => [...new Set(all)].sort();

/** Where an element is made: its class, or else the function that puts its tag on the page. */
const home = ({ name, tagName }: CustomElementDeclaration): string =>
  sources.find((file) => new RegExp(`\\bclass ${name} extends\\b`).test(read(file))) ??
  sources.find((file) => new RegExp(`(?:createElement|make)\\('${tagName}'`).test(read(file))) ??
  '';

/** A file and what it draws with: everything of the interface that it reaches. */
const reach = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const to of found(read(file), /^import (?!type)[^;]*?from '(\.[^']+)'/gm)) {
    const next = join(dirname(file), to);
    if (next.startsWith('widget/ui/')) reach(next, seen);
  }
  return seen;
};
const drawn = (element: CustomElementDeclaration) => [...reach(home(element))].map(read).join('\n');

const names = (all: readonly { name: string }[] | undefined) => sorted((all ?? []).map(({ name }) => name));

describe.each(elements.map((element) => [element.tagName ?? '', element] as const))('%s', (_tag, element) => {
  test('is made by us', () => {
    expect(home(element)).toMatch(/^widget\//);
  });
  test('has the parts that are described', () => {
    const parts = found(drawn(element), /\bpart(?:=|: |', ?| = )["']([^"']+)["']/g);
    expect(names(element.cssParts)).toEqual(sorted(parts.flatMap((one) => one.split(' '))));
  });
  test('takes the custom properties that are described, with their defaults', () => {
    const taken = [...drawn(element).matchAll(/var\((--lupa-[a-z-]+), ((?:[^()]|\([^()]*\))+)\)/g)];
    expect(names(element.cssProperties)).toEqual(sorted(found(drawn(element), /(--lupa-[a-z-]+)/g)));
    // The colours' defaults have names of their own: light first, then dark.
    const light = (value = '') => /^var\((--[a-z])\)$/.exec(value)?.[1];
    const named = (value: string | undefined) =>
      light(value) ? new RegExp(`${light(value)}: ([^;]+);`).exec(drawn(element))?.[1] : value;
    for (const { name, default: usual } of element.cssProperties ?? [])
      expect(named(taken.find(([, one]) => one === name)?.[2]), name).toBe(usual);
  });
  test('tells the events that are described, in the words of its source', () => {
    const source = read(home(element));
    const fires = [...source.matchAll(/^ \* @fires (\S+) - (.+)$/gm)].map(([, name, description]) => ({
      name,
      description,
    }));
    expect((element.events ?? []).map(({ name, description }) => ({ name, description }))).toEqual(fires);
    expect(names(element.events)).toEqual(sorted(found(source, /\btell\(\s*'([a-z-]+)'/g)));
  });
});

test('every element of ours is described', () => {
  const ours = sources.flatMap((file) =>
    found(read(file), /(?:createElement\(|make\(|\[)'(lupa-[a-z]+)'/g).filter(
      (name) => name !== 'lupa-change',
    ),
  );
  expect(ours.length).toBeGreaterThan(4);
  expect(elements.map(({ tagName }) => tagName ?? '').sort()).toEqual(sorted(ours));
});

test('every part and custom property in the source is found by these tests', () => {
  const all = sources.map(read).join('\n');
  expect(sorted(elements.flatMap(({ cssParts }) => names(cssParts)))).toEqual(
    sorted(found(all, /\bpart="([^"]+)"/g)),
  );
  expect(sorted(elements.flatMap(({ cssProperties }) => names(cssProperties)))).toEqual(
    sorted(found(all, /(--lupa-[a-z-]+)/g)),
  );
});

test('is a manifest by the types of its standard', () => {
  const folder = temporaryFolder();
  const schema = resolve('node_modules/custom-elements-manifest/schema.d.ts');
  const says = (manifest: string) => {
    const file = join(folder, 'manifest.ts');
    writeFileSync(
      file,
      `import type { Package } from '${schema}';\nexport const all: Package = ${manifest};\n`,
    );
    try {
      const tsc = resolve('node_modules/typescript/bin/tsc');
      const words = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
      execFileSync(process.execPath, [tsc, file, ...words, '--allowImportingTsExtensions'], { cwd: folder });
      return '';
    } catch (error) {
      return String((error as { stdout: Buffer }).stdout);
    }
  };
  expect(says(text)).toBe('');
  expect(says(text.replace('"cssParts"', '"parts"')), 'the check has power').toContain('"parts"');
});
