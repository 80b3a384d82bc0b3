/** Templates are compiled when we are built: what a browser gets says where the bindings are, and nothing looks for them there. */
import { expect, test } from 'vitest';
import { compiled, compileTemplates } from '../../tools/templates.mjs';

const strings = (text: string) => text.split('$');

test('bindings are told by their place among elements and comments, attributes and listeners by name', () => {
  expect(
    compiled(
      strings('<section id="a"><h2>$</h2><p>$ and $</p><a href=$ class="b" @click="$">$</a></section>'),
    ),
  ).toEqual({
    html: '<section id="a"><h2><?></h2><p><?> and <?></p><a class="b"><?></a></section>',
    parts: [2, 4, 5, -6, 'href', '@click', 7],
  });
});

test('the first element needs no place, and what comes last something to stand before', () => {
  expect(compiled(strings('<br><a href=$>$</a>$'))).toEqual({
    html: '<br><a><?></a><?><?>',
    parts: [-1, 'href', 2, 3],
  });
  expect(compiled(strings('<i @click=$></i>'))).toEqual({ html: '<i></i>', parts: ['@click'] });
});

test('the build stops at what would be bound at the wrong place, or not at all', () => {
  for (const [text, why] of [
    ['<table><tr><td>$</td></tr></table>', /needs its <tbody>/],
    ['<b id="a-$"></b>', /binds a part/],
    ['$<b></b>', /begins with a binding/],
    ['<b>$</i>', /closes another/],
    ['<b>$', /not closed/],
    ['<!-- $ -->', /cannot be compiled/],
    ['<b $></b>', /binds a name/],
    ['<$></$>', /cannot be compiled/],
  ] as const)
    expect(() => compiled(strings(text)), text).toThrow(why);
});

test('templates in templates are compiled each, and other literals are left alone', async () => {
  const { rollup } = await import('rollup');
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is source text.
  const source =
    'export let html = 1; export const a = (x) => html`<p>${x.map((one) => html`<b>${one}</b>`)}</p>`; export const c = `<p>${a}</p>`;';
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is source text.
  const bundle = await rollup({
    input: '/widget/one.js',
    plugins: [{ name: 'text', resolveId: (id) => id, load: () => source }, compileTemplates],
  });
  const { output } = await bundle.generate({});
  const [{ code }] = output;
  expect(code).not.toContain('html`');
  expect(code).toMatch(/`<p>\$\{a\}<\/p>`/);
  expect(code).toMatch(
    /=> \(\{ _\$litType\$: template\$0, values: \[x\.map\(\(one\) => \(\{ _\$litType\$: template\$1/,
  );
  expect(code).toContain('{ h: "<b><?></b>", parts: [1] }');
});
