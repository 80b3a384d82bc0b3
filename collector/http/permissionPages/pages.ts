/** The pages behind the links in our letters: agreeing, unsubscribing, and what else there is to stop. No script, no other address. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { toUuid } from '../../bytes.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { LivePermission } from '../../register/permissionEnding.ts';
import { type Html, sendPage } from '../ownPage/frame.ts';
import type { PageWords } from './words/words.ts';

export interface Sender {
  name: string;
  contact: string;
}

type Page = Response | Promise<Response>;

const sent = (c: Context, { language }: PageWords, title: string, body: Html): Page => {
  // The address of the page is a key: it goes nowhere.
  c.header('Referrer-Policy', 'no-referrer');
  return sendPage(c, { language, title, body });
};

const from = ({ contact }: PageWords, sender: Sender): Html =>
  html`<p class="muted">${contact(sender.name, sender.contact)}</p>`;

/** A link that stands for nothing any more; the same page whatever it may have been. */
export const gonePage = (c: Context, words: PageWords): Page =>
  sent(c, words, words.gone.title, html`<p class="told">${words.gone.text}</p>`);

/** Asks; nothing is agreed to by opening it: mail scanners open links. */
export const confirmPage = (
  c: Context,
  words: PageWords,
  sender: Sender,
  wording: string,
  tag: string,
): Page =>
  sent(
    c,
    words,
    words.confirm.title,
    html`<p>${words.confirm.lead(sender.name)}</p><blockquote lang="${tag}"><p>${wording}</p></blockquote>
    <form method="post"><button class="full">${words.confirm.button}</button></form>
    <p class="muted">${words.confirm.ignore}</p>${from(words, sender)}`,
  );

/** `preferences`: the token of their link. */
export const confirmedPage = (c: Context, words: PageWords, sender: Sender, preferences?: string): Page =>
  sent(
    c,
    words,
    words.confirm.doneTitle,
    html`<p class="told" role="status">${words.confirm.done}</p>${
      preferences !== undefined &&
      html`<p><a href="../../preferences/${preferences}">${words.preferences.title}</a></p>`
    }${from(words, sender)}`,
  );

export const unsubscribePage = (c: Context, words: PageWords, sender: Sender, purpose: string): Page =>
  sent(
    c,
    words,
    words.unsubscribe.title,
    html`<p>${words.unsubscribe.lead(sender.name, purpose)}</p>
    <form method="post"><button class="full">${words.unsubscribe.button}</button></form>${from(words, sender)}`,
  );

export const unsubscribedPage = (c: Context, words: PageWords, sender: Sender, purpose: string): Page =>
  sent(
    c,
    words,
    words.unsubscribe.doneTitle,
    html`<p class="told" role="status">${words.unsubscribe.done(sender.name, purpose)}</p>
    <p>${words.unsubscribe.more}</p>${from(words, sender)}`,
  );

const permissionRow = (words: PageWords, one: LivePermission): Html =>
  html`<li><label><input type="checkbox" name="keep" value="${toUuid(one.permission)}" checked>
    <span><b>${words.channels[one.channel as keyof PageWords['channels']]}: ${one.purpose}${
      one.productGroup !== null && html` · ${one.productGroup}`
    }</b> <span class="muted">(${words.preferences.since(dayIn(words.language, one.since))})</span><br>${one.wording}</span></label></li>`;

/** `told`: what has just been done. */
export const preferencesPage = (
  c: Context,
  words: PageWords,
  sender: Sender,
  live: readonly LivePermission[],
  objected: boolean,
  told?: string,
): Page => {
  const { preferences } = words;
  const list = html`<p>${preferences.lead(sender.name)}</p>
    <form method="post"><ul>${live.map((one) => permissionRow(words, one))}</ul>
    <button class="full" name="do" value="save">${preferences.save}</button></form>`;
  return sent(
    c,
    words,
    preferences.title,
    html`${told !== undefined && html`<p class="told" role="status">${told}</p>`}
    ${live.length > 0 ? list : html`<p>${preferences.none}</p>`}
    ${
      objected
        ? told === undefined && html`<p class="told">${preferences.nothing.done}</p>`
        : html`<h2>${preferences.nothing.title}</h2><p>${preferences.nothing.text(sender.name)}</p>
    <form method="post"><button name="do" value="object">${preferences.nothing.button}</button></form>`
    }
    <p class="muted">${preferences.back}</p>${from(words, sender)}`,
  );
};
