/** The floor: a bare custom element with the same words and buttons, that remembers in a cookie and does nothing else. */
import { readFileSync } from 'node:fs';
import { asked, ownLines } from './words.mjs';

const element = readFileSync(new URL('bare-element.js', import.meta.url), 'utf8');

export const bare = {
  name: 'bare',
  title: 'bare custom element',
  banner: `document.querySelector('bare-banner')?.shadowRoot?.querySelector('section')`,
  accept: `document.querySelector('bare-banner').shadowRoot.querySelector('button')`,
  parts: ({ peers, tag, notice: { texts, statement, ...notice } }) => ({
    head: `<script async src="${peers}/bare.js"></script>`,
    held: ownLines,
    elsewhere: {
      '/bare.js': element.replace('BARE_WORDS', () =>
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
