/** A refusal as a page, for whoever sent a form or followed a link: programs get problem documents. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Problem } from '../../problem.ts';
import type { Site } from '../../register/sites.ts';
import { isForm } from '../form.ts';
import { sendPage } from '../ownPage/frame.ts';
import { spokenOf } from '../ownPage/words.ts';
import { type FaultKind, type FaultWords, faultWords } from './words.ts';

const mediaOf = (header: string): string[] =>
  header.split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? '');

/** Whether a page answers: a form without a script was sent, or a browser goes there by itself, which alone asks for HTML. */
export const wantsPage = (c: Context): boolean => {
  if (isForm(c)) return true;
  const [sent = ''] = mediaOf(c.req.header('content-type') ?? '');
  return (
    !['application/json', 'text/plain'].includes(sent) &&
    mediaOf(c.req.header('accept') ?? '').includes('text/html')
  );
};

export const faultWordsOf = (c: Context, usual?: string): FaultWords =>
  faultWords(spokenOf(c.req.header('accept-language') ?? ''), usual);

const kindOf = ({ problem, status }: Problem): FaultKind => {
  if (problem === 'foreign-origin') return 'foreign';
  switch (status) {
    case 401:
      return 'signIn';
    case 403:
      return 'refused';
    case 404:
    case 405:
    case 410:
      return 'notHere';
    case 409:
    case 412:
      return 'conflict';
    case 413:
      return 'tooLarge';
    case 429:
      return 'tooMany';
    case 500:
    case 503:
      return 'later';
    default:
      return 'unreadable';
  }
};

/** `site`: whom they may write to instead, where it is known. */
export const faultPage = (c: Context, problem: Problem, site?: Site): Response | Promise<Response> => {
  c.header('Referrer-Policy', 'no-referrer');
  const words = faultWordsOf(c, site?.settings.languages[0]);
  const kind = kindOf(problem);
  const [title, text] = words.pages[kind];
  const wait = Number(c.res.headers.get('retry-after') ?? 60);
  // Whoever asks by right finds the form where the page itself is.
  const form = kind === 'foreign' && /^\/s\/[^/]+\/requests$/.test(c.req.path);
  return sendPage(
    c,
    {
      language: words.language,
      title,
      body: html`<p class="told" role="alert">${text}${kind === 'tooMany' && html` ${words.wait(wait)}`}</p>${
        form && html`<p><a href="requests">${words.form}</a></p>`
      }${site && html`<p class="muted">${words.contact}: ${site.controllerName}, ${site.contact}</p>`}`,
    },
    problem.status,
  );
};
