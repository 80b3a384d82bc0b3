/** What is shown where there is no page. */
import { html } from 'hono/html';
import { paths } from '../languages.ts';
import { type Frame, layout } from '../layout.ts';

export const missingPage = (frame: Frame) => {
  const words = frame.words.missing;
  const content = html`
      <section class="wide narrow">
        <h1>${words.title}</h1>
        <p class="lead">${words.text}</p>
        <p><a class="button" href="${paths(frame.language).home}">${words.home}</a></p>
      </section>`;
  return layout(frame, { page: null, title: words.title, description: words.text, content });
};
