/** What Lit costs by itself: the bare element with the same words, drawn by lit-html as npm installs it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bare } from './bare.mjs';
import { asked, ownLines } from './words.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const bundle = () =>
  buildSync({
    stdin: { contents: readFileSync(here('lit-element.js'), 'utf8'), resolveDir: here('.') },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    conditions: ['production'],
  }).outputFiles[0].text;

export const lit = {
  ...bare,
  name: 'lit',
  title: 'bare Lit element',
  parts: ({ peers, tag, notice: { texts, statement, ...notice } }) => ({
    head: `<script async src="${peers}/lit.js"></script>`,
    held: ownLines,
    elsewhere: {
      '/lit.js': bundle().replace('BARE_WORDS', () =>
        JSON.stringify({
          title: texts.title,
          intro: texts.intro,
          items: asked(notice).map(({ name, description }) => [name, description]),
          last: `${texts.recipients} ${texts.withdrawal}`,
          statement: [texts.statement, statement.url],
          buttons: [texts.acceptAll, texts.rejectAll, texts.choose],
          tag,
        }),
      ),
    },
  }),
};
