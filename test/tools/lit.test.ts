/** What the build leaves out of lit-html is what no template of ours uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onlyUsed } from '../../tools/lit.mjs';

const sources = readdirSync('widget', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(`widget/${name}`, 'utf8')] as const);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are looked for as text.
/** Bindings and imports that need what was left out. */
const needing =
  /@[a-z]+=\$\{this\.#?\w+\}|\s[\w-]+="[^"]*\$\{|\s[.?][A-Za-z]+=\$\{|<\$\{|<!--|from 'lit\/(?!html\.js')|import \{[^}]*\b(svg|mathml|nothing|noChange)\b/;

test('no template binds a property, a boolean attribute or a part of an attribute, and none uses a directive, SVG or MathML', () => {
  const templates = sources.filter(([, text]) => text.includes("from 'lit/html.js'"));
  expect(templates.length).toBeGreaterThan(2);
  for (const [name, text] of templates) expect(`${name}: ${needing.exec(text)?.[0] ?? ''}`).toBe(`${name}: `);
  for (const one of [
    '<b .title=${x}>',
    '<b @click=${this.#close}>',
    '<b ?hidden=${x}>',
    '<${tag}>',
    '<b id="a-${x}">',
    "from 'lit/directives/if-defined.js'",
  ])
    expect(one).toMatch(needing);
});

test('the build stops when lit-html is not the one that was cut', () => {
  const failed: string[] = [];
  const whole = readFileSync('node_modules/lit-html/lit-html.js', 'utf8');
  const rollup = {
    error(message: string): never {
      failed.push(message);
      throw new Error(message);
    },
  };
  const cut = onlyUsed.transform.call(rollup, whole, '/lit-html/lit-html.js');
  expect(cut?.code.length).toBeLessThan(whole.length - 1500);
  expect(() => onlyUsed.transform.call(rollup, cut?.code ?? '', '/lit-html/lit-html.js')).toThrow(
    /has changed/,
  );
  expect(failed).toHaveLength(1);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are looked for as text.
