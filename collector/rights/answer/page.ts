/** The answer as a page to read, print and keep: one file that fetches nothing. */
import { type Model, type Part, type Rows, saidMembers } from './model.ts';
import { style } from './pageStyle.ts';
import { labelOf, type Sayer, sayer } from './say.ts';
import { gathering, slices } from './slices.ts';
import type { AnswerWords } from './words/words.ts';

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');

/** Addresses of the web in a sentence as links. */
const linked = (text: string): string =>
  escaped(text).replaceAll(
    /https:\/\/[\w./-]*[\w/]/g,
    (address) => `<a href="${address}" rel="noreferrer">${address}</a>`,
  );

/** Most columns that a line has room for. */
const mostColumns = 5;

type Said = Readonly<Record<string, unknown>>;

const rowWriter = (words: AnswerWords, { say }: Sayer) => {
  const pairs = (id: string, members: readonly string[], row: Said): string =>
    members
      .map((member) => [labelOf(words, member, id), say(member, row[member])] as const)
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `<dt>${escaped(label)}</dt><dd dir="auto">${escaped(value)}</dd>`)
      .join('');
  const cells = (id: string, members: readonly string[], row: Said): string =>
    members
      .map(
        (member) =>
          `<td data-label="${escaped(labelOf(words, member, id))}" dir="auto">${escaped(say(member, row[member]))}</td>`,
      )
      .join('');
  return { pairs, cells };
};

/** The page in UTF-8. */
export const pageBytes = async (model: Model, words: AnswerWords): Promise<Uint8Array<ArrayBuffer>> => {
  const { text } = words;
  const pause = slices();
  const out = gathering(pause);
  const { pairs, cells } = rowWriter(words, sayer(words));

  const writeRows = async (table: Rows): Promise<void> => {
    const members = await saidMembers(table, pause);
    const { id, title, told, rows, show } = table;
    const count = rows.length > 3 ? ` <span class="count">(${rows.length})</span>` : '';
    if (title !== '') await out.add(`<h3>${escaped(title)}${count}</h3>\n`);
    if (told !== undefined) await out.add(`<p>${linked(told)}</p>\n`);
    const [only] = rows;
    if (rows.length === 1 && only) return out.add(`<dl>${pairs(id, members, show(only))}</dl>\n`);
    if (members.length > mostColumns) {
      await out.add('<ol class="rows">');
      for (const row of rows) await out.add(`<li><dl>${pairs(id, members, show(row))}</dl></li>\n`);
      return out.add('</ol>\n');
    }
    const heads = members.map((member) => `<th scope="col">${escaped(labelOf(words, member, id))}</th>`);
    await out.add(`<div class="wide"><table><thead><tr>${heads.join('')}</tr></thead><tbody>\n`);
    for (const row of rows) await out.add(`<tr>${cells(id, members, show(row))}</tr>\n`);
    return out.add('</tbody></table></div>\n');
  };

  const writePart = async ({ id, title, sentences, tables }: Part): Promise<void> => {
    await out.add(`<section aria-labelledby="${id}"><h2 id="${id}">${escaped(title)}</h2>\n`);
    for (const one of sentences) await out.add(`<p>${linked(one)}</p>\n`);
    for (const one of tables) await writeRows(one);
    await out.add('</section>\n');
  };

  const { controller, made, lead, parts, title } = model;
  const about = [
    [text.controller, controller.name],
    [text.contact, controller.contact],
    [text.made, made],
  ] as const;
  await out.add(
    `<!doctype html>
<html lang="${text.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>
<dl>${about.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
${lead.map((one, place) => `<p${place === 0 ? ' class="lead"' : ''}>${escaped(one)}</p>`).join('\n')}
<nav aria-labelledby="contents"><h2 id="contents">${escaped(text.contents)}</h2><ul>
${parts.map((one) => `<li><a href="#${one.id}">${escaped(one.title)}</a></li>`).join('\n')}
</ul></nav>
`,
  );
  for (const one of parts) await writePart(one);
  await out.add('</main></body></html>\n');
  return out.bytes();
};
