/** The pages of an enrolment: the token and a password; the authenticator app; done. Nothing secret is in an address. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Html, sendPage } from '../ownPage/frame.ts';
import type { EnrolWords } from './words.ts';

type Page = Response | Promise<Response>;
export type Wrong = keyof EnrolWords['wrongs'];

/** Takes the token of a link out of the address, where no server sees it, into the form. Without it the token is typed. */
const fillingScript = `const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, '', location.pathname);
  document.forms[0].elements.token.value = token;
}`;

const told = (text: string | undefined): Html | false =>
  text !== undefined && html`<p class="told" role="alert">${text}</p>`;

/** What the token's link leads to; `wrong`: what was given is not right. */
export const tokenPage = (c: Context, words: EnrolWords, wrong?: Wrong, token = ''): Page =>
  sendPage(
    c,
    {
      language: words.language,
      title: words.title,
      body: html`${told(wrong && words.wrongs[wrong])}<p>${words.lead}</p>
  <form method="post" action="/enrol"><div class="field"><label>${words.token} <input name="token" value="${token}" autocomplete="off" required></label></div>
  <div class="field"><label>${words.password} <input name="password" type="password" minlength="12" maxlength="256" autocomplete="new-password" required></label></div>
  <button class="full">${words.next}</button></form>`,
      script: fillingScript,
    },
    wrong ? 422 : 200,
  );

export interface AppShown {
  token: string;
  /** Whether nobody but they can record their commitment. */
  commits: boolean;
  /** Shown once, when the password is chosen. */
  secret?: { address: string; secret: string };
}

const key = (words: EnrolWords, { address, secret }: { address: string; secret: string }): Html =>
  html`<p>${words.appLead}</p><p><a href="${address}">${words.open}</a></p>
  <dl><dt>${words.secret}</dt><dd><code>${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></dd></dl>`;

/** `wrong`: the sentence that says why the code did not end it. */
export const appPage = (
  c: Context,
  words: EnrolWords,
  { token, commits, secret }: AppShown,
  wrong?: string,
): Page =>
  sendPage(
    c,
    {
      language: words.language,
      title: words.app,
      body: html`${told(wrong)}${secret && key(words, secret)}
  <form method="post" action="/enrol/confirmation"><input type="hidden" name="token" value="${token}" autocomplete="off">
  <div class="field"><label>${words.code} <input name="code" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="one-time-code" required></label></div>
  ${commits && html`<label><input type="checkbox" name="commits" value="yes" required> <span>${words.commits}</span></label>`}
  <button class="full">${words.finish}</button></form>
  ${!secret && html`<p><a href="/enrol">${words.again}</a></p>`}`,
    },
    wrong === undefined ? 200 : 422,
  );

export const enrolledPage = (c: Context, words: EnrolWords, controller: number): Page =>
  sendPage(c, {
    language: words.language,
    title: words.done,
    body: html`<p class="told" role="status">${words.doneWhat(controller)}</p>`,
  });
