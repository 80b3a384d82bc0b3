/** What every page of the visitor's own has around it: no cache, no frame, no script but one, styles known by their digest. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Problem } from '../../problem.ts';
import { style } from './style.ts';

/** Text that is HTML already. */
export type Html = ReturnType<typeof html>;

/** How a page is answered: as asked for, with what is wrong, or not now. */
export type PageStatus = 200 | Problem['status'];

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const styles = digest(style);

/** Answers with a page. `script`: the one that it may run. */
export const sendPage = (
  c: Context,
  { language, title, body, script = '' }: { language: string; title: string; body: Html; script?: string },
  status: PageStatus = 200,
): Response | Promise<Response> => {
  c.header('Cache-Control', 'no-store');
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src ${styles}; ${script && `script-src ${digest(script)}; `}form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('X-Robots-Tag', 'noindex');
  return c.html(
    html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main><h1>${title}</h1>
${body}</main>${script && html`<script>${raw(script)}</script>`}</body></html>`,
    status,
  );
};

/** What a form of these pages must send along. */
export interface Carried {
  visitorKey: string;
  language: string;
  zone: string;
}

/** The key and what goes with it, in a form: it travels in bodies alone, never in an address. */
export const carried = (given: Carried): Html =>
  html`${(['visitorKey', 'language', 'zone'] as const).map(
    (name) => html`<input type="hidden" name="${name}" value="${given[name]}" autocomplete="off">`,
  )}`;
