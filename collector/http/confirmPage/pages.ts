/** The pages of a registration from a form: it was taken; the link was opened; these details; confirmed; too late. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { FormRegistration } from '../../../shared/registration.ts';
import type { Site } from '../../register/sites.ts';
import { sendPage } from '../ownPage/frame.ts';
import { type ConfirmWords, confirmWords } from './words.ts';

/** Takes the code out of the address, where no server sees it, into the form, and asks what it stands for; nothing acts by itself. */
const openingScript = `const form = document.forms[0];
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, '', location.pathname);
  form.elements.token.value = code;
  form.submit();
}`;

/** What the link leads to (GET): acts on nothing, mail scanners open it. */
export const openingPage = (c: Context, words: ConfirmWords) =>
  sendPage(c, {
    language: words.language,
    title: words.title,
    body: html`<form method="post" action="confirm"><label>${words.code} <input name="token" autocomplete="off"></label>
  <button>${words.go}</button></form>`,
    script: openingScript,
  });

const shownFields = ['email', 'name', 'company', 'position', 'phone', 'language'] as const;

/** What would be kept, and the button that confirms it. */
export const detailsPage = (
  c: Context,
  words: ConfirmWords,
  { controllerName, settings }: Site,
  given: FormRegistration,
  token: string,
) =>
  sendPage(c, {
    language: words.language,
    title: words.title,
    body: html`<p>${words.what(controllerName, settings.name)}</p>
  <dl>${shownFields
    .filter((name) => given[name])
    .map((name) => html`<dt>${words.fields[name]}</dt><dd>${given[name]}</dd>`)}</dl>
  <form method="post" action="confirm"><input type="hidden" name="token" value="${token}" autocomplete="off">
  <input type="hidden" name="sure" value="yes"><button>${words.sure}</button></form>
  <p class="muted">${words.notMine}</p>`,
  });

const said = (
  c: Context,
  words: ConfirmWords,
  [title, text]: readonly [string, string],
  { controllerName, contact }: Site,
  status: 200 | 422 = 200,
) =>
  sendPage(
    c,
    {
      language: words.language,
      title,
      body: html`<p class="told" role="status">${text}</p><p class="muted">${words.contact}: ${controllerName}, ${contact}</p>`,
    },
    status,
  );

export const donePage = (c: Context, words: ConfirmWords, site: Site) =>
  said(c, words, [words.done, words.doneWhat(site.controllerName)], site);

export const gonePage = (c: Context, words: ConfirmWords, site: Site) =>
  said(c, words, [words.gone, words.goneWhat], site, 422);

/** The form was taken: the same for everybody (R12). */
export const sentPage = (c: Context, words: ConfirmWords, site: Site) =>
  said(c, words, [words.sent, words.sentWhat(site.controllerName)], site);

/** A field of the form is not as expected. */
export const wrongPage = (c: Context, words: ConfirmWords, site: Site, pointer: string) => {
  const name = shownFields.find((field) => pointer === `/${field}`);
  return said(c, words, [words.wrong, words.wrongWhat(name ? words.fields[name] : '?')], site, 422);
};

export { confirmWords };
