/** Pieces of the page of records: text made harmless, lists, tables, and the one style that its policy allows. */
import { createHash } from 'node:crypto';

export const style = `
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere;background:Canvas;color:CanvasText}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
dl{display:grid;grid-template-columns:minmax(10rem,auto) 1fr;gap:.25rem 1rem;margin:0}dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{min-width:6rem;hyphens:auto;text-align:start;padding:.35rem .6rem;border:1px solid;vertical-align:top}
code{font-size:.85em}
@media(max-width:36rem){body{padding:1rem}dl{display:block}dd{margin-bottom:.5rem}table,tbody,tr,td{display:block}thead{display:none}tr{border:1px solid;margin-bottom:.5rem}td{border:0}td::before{content:attr(data-head);display:block;font-weight:600}}
@media print{body{max-width:none;padding:0;font-size:9.5pt}h2,h3{break-after:avoid}tr,dl{break-inside:avoid}thead{display:table-header-group}}
`;

/** What the page may do: show its own style, and nothing else. */
export const recordsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');

/** Pairs of a name and what is already HTML; those without any are left out. */
export const pairs = (all: readonly (readonly [name: string, html: string])[]): string =>
  `<dl>${all
    .filter(([, html]) => html !== '')
    .map(([name, html]) => `<dt>${escaped(name)}</dt><dd>${html}</dd>`)
    .join('')}</dl>`;

/** A table of text; `none` where it has no rows. Each cell has its head with it, for where there is no room beside another. */
export const grid = (heads: readonly string[], rows: readonly (readonly string[])[], none: string): string =>
  rows.length === 0
    ? `<p>${escaped(none)}</p>`
    : `<table><thead><tr>${heads.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead><tbody>${rows
        .map(
          (row) =>
            `<tr>${row.map((cell, place) => `<td data-head="${escaped(heads[place] ?? '')}">${escaped(cell)}</td>`).join('')}</tr>`,
        )
        .join('')}</tbody></table>`;

export const comma = (words: readonly string[]): string => escaped(words.join(', '));

export const whole = (language: string, title: string, body: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>\n`;
