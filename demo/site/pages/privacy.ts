/** The privacy statement. */
import { html } from 'hono/html';
import { statementVersion } from '../../company.ts';
import { type Frame, layout } from '../layout.ts';
import { type Block, statementIn } from '../statement/statement.ts';

const cells = (row: string) => row.split(' | ');

const block = (one: Block) => {
  if (typeof one === 'string') return html`<p>${one}</p>`;
  if ('list' in one) return html`<ul>${one.list.map((line) => html`<li>${line}</li>`)}</ul>`;
  const { caption, head, rows } = one.table;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="unseen">${caption}</caption>
        <thead><tr>${cells(head).map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
        <tbody>${rows
          .map(cells)
          .map(
            ([first, ...rest]) =>
              html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
          )}</tbody></table></div>`;
};

const dated = (language: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-FI`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${statementVersion}T00:00:00Z`));

export const privacyPage = (frame: Frame) => {
  const words = frame.words.privacy;
  const { lead, sections } = statementIn(frame.language, frame.mode);
  const content = html`
      <article class="wide narrow statement">
        <h1>${words.title}</h1>
        <p class="small">${words.version} ${statementVersion} · ${words.effective} <time datetime="${statementVersion}">${dated(frame.language)}</time></p>
        <p class="lead">${lead}</p>
        <nav class="contents" aria-labelledby="contents-heading">
          <h2 id="contents-heading">${words.contents}</h2>
          <ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol>
        </nav>${sections.map(
          ({ id, title, body }) => html`
        <section aria-labelledby="${id}">
          <h2 id="${id}">${title}</h2>
          ${body.map(block)}
        </section>`,
        )}
      </article>`;
  const { title, description } = words;
  return layout(frame, { page: 'privacy', title, description, content });
};
