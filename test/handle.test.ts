/** The handle's documents against its source: every member, option, event and element, both ways. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const reference = read('docs/handle.md');

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.join(''));

/** Members of an interface, with the names of what they take. */
const members = (file: string, name: string): string[] => {
  const [, body = ''] = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(read(file)) ?? [];
  return found(body, /^ {2}(\w+)(\(\w*)?(?:[^)\n]*?(, \w+)\??:)?/gm).map((one) =>
    one.includes('(') ? `${one})` : one,
  );
};
/** The part of the reference under a heading. */
const under = (heading: string): string => {
  const [, part = ''] = reference.split(`\n${heading}\n`);
  return part.split(new RegExp(`^${heading.split(' ')[0]} `, 'm'))[0] ?? '';
};

describe('docs/handle.md', () => {
  const handle = members('widget/api.ts', 'Lupa');

  test('has every member of the handle, with what it takes, and no other', () => {
    expect(handle.length).toBeGreaterThan(8);
    expect(found(under('## Reference'), /^### `(.+)`$/gm)).toEqual(handle);
  });

  test('has every export of the entry, and every option', () => {
    const named = found(read('widget/entry.ts'), /^export const (\w+)/gm);
    expect(named.length).toBeGreaterThan(2);
    const headings = found(under('## For bundlers'), /^### `(\w+)(?:\(.*\))?`$/gm);
    expect(headings.sort()).toEqual(named.sort());
    expect(found(under('## For bundlers'), /^\| `(\w+)` \|/gm)).toEqual(
      members('widget/entry/types.ts', 'LoadOptions'),
    );
    const types = found(read('widget/entry.ts'), /^export type \{(.*)\}/gm).flatMap((one) => one.split(','));
    for (const one of types) expect(under('## TypeScript')).toContain(`\`${one.trim()}\``);
  });

  test('names the event that is dispatched and the elements that are described', () => {
    const [event = ''] = found(read('widget/api.ts'), /^ {4}'([a-z-]+)': Event;$/gm);
    expect(reference).toContain(`\n## The event \`${event}\`\n`);
    const tags = found(read('custom-elements.json'), /"tagName": "([^"]+)"/g).sort();
    expect(found(under('## The elements'), /`(lupa-(?!change)[a-z]+)`/g).sort()).toEqual(tags);
  });

  test('leads to every example, and nowhere in vain', () => {
    const folders = readdirSync('docs/examples', { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(found(reference, /\]\((examples\/\w+)\)/g)).toEqual(folders.map(({ name }) => `examples/${name}`));
    const places = ['docs/handle.md', ...folders.map(({ name }) => `docs/examples/${name}/README.md`)];
    for (const place of places)
      for (const link of found(read(place), /\]\(([^)]+)\)/g)) {
        const [file = '', anchor] = link.split('#');
        expect(existsSync(join(dirname(place), file)), `${place}: ${link}`).toBe(true);
        if (anchor === undefined) continue;
        const headings = found(read(join(dirname(place), file)), /^#+ (.+)$/gm);
        const anchors = headings.map((one) =>
          one
            .toLowerCase()
            .replaceAll(/[^\w -]/g, '')
            .replaceAll(' ', '-'),
        );
        expect(anchors, link).toContain(anchor);
      }
  });

  test('says the same members as the short table for site owners', () => {
    const [, table = ''] = read('docs/embedding.md').split('\n## `window.lupa`\n');
    expect(found(table.split('\n## ')[0] ?? '', /^\| `([^`]+)` \|/gm)).toEqual(handle);
  });
});
