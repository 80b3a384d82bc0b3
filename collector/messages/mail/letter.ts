/** A letter of the collector's own: plain text and the same as plain HTML, signed by the controller, in Finnish, Swedish or English. */
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { sv } from './words/sv.ts';
import type { LetterWords, MailWords } from './words/words.ts';

const spoken: Readonly<Record<string, MailWords>> = { fi, sv, en };

/** The words in the first of these languages that letters are written in; English where there is none. */
export const mailWords = (...tags: readonly (string | null | undefined)[]): MailWords => {
  for (const tag of tags) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    const found = Object.hasOwn(spoken, language) ? spoken[language] : undefined;
    if (found) return found;
  }
  return en;
};

export interface Letter extends LetterWords {
  language: string;
  controller: { name: string; contact: string };
  /** Where the link leads. */
  url?: string;
  /** Lines to be kept word for word, below the others. */
  verbatim?: string;
  /** Below everything: how to refuse further letters, for example. */
  also?: readonly { text: string; url?: string }[];
}

/** Text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replaceAll(
    /[&<>"']/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter] ?? letter,
  );

const anchor = (url: string, label: string) => `<a href="${escaped(url)}">${escaped(label)}</a>`;

/** Subject, text and HTML, as `queueMail` takes them. The HTML asks nothing of any server: no picture, no style sheet, no counting. */
export const writeLetter = (letter: Letter): { subject: string; text: string; html: string } => {
  const { language, subject, lines, link = '', url, verbatim, also = [], controller } = letter;
  const from = mailWords(language).from(controller.name, controller.contact);
  const text = [
    ...lines,
    ...(url === undefined ? [] : [`${link}:\n${url}`]),
    ...(verbatim === undefined ? [] : [`-----\n${verbatim}-----`]),
    '-- ',
    [from, ...also.map((one) => (one.url === undefined ? one.text : `${one.text}: ${one.url}`))].join('\n'),
  ].join('\n\n');
  const html = [
    `<!doctype html>\n<html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font:16px/1.5 sans-serif;max-width:40em">',
    ...lines.map((one) => `<p>${escaped(one).replaceAll(/\r?\n/g, '<br>')}</p>`),
    ...(url === undefined ? [] : [`<p>${anchor(url, link)}</p>`]),
    ...(verbatim === undefined ? [] : [`<pre>${escaped(verbatim)}</pre>`]),
    `<hr><p>${escaped(from)}</p>`,
    ...also.map((one) => `<p>${one.url === undefined ? escaped(one.text) : anchor(one.url, one.text)}</p>`),
    '</body></html>',
  ].join('\n');
  return { subject, text, html };
};
