/** The pages of a request: asking, what became of it, the question behind the link. No script, no other address. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { authorityIn, type SupervisoryAuthority } from '../../../shared/register/supervisoryAuthority.ts';
import { type RequestKind, requestKinds } from '../../../shared/request.ts';
import { type Html, type PageStatus, sendPage } from '../ownPage/frame.ts';
import type { PageText, RequestPageWords } from './words/words.ts';

export interface Sender {
  name: string;
  contact: string;
  authority: SupervisoryAuthority;
}

export type Page = Response | Promise<Response>;

export const page = (
  c: Context,
  { language, complaint, contact }: RequestPageWords,
  title: string,
  body: Html,
  sender?: Sender,
  status: PageStatus = 200,
): Page => {
  // The address may be a key: it goes nowhere.
  c.header('Referrer-Policy', 'no-referrer');
  const foot =
    sender &&
    html`<p class="muted">${contact(sender.name, sender.contact)}<br>${complaint(authorityIn(language, sender.authority))}</p>`;
  return sendPage(c, { language, title, body: html`${body}${foot}` }, status);
};

const told = (text: string): Html => html`<p class="told" role="status">${text}</p>`;

/** A form that was filled in and is not taken: what it held, and the field that is wrong. */
export interface Refilled {
  field(name: string): string;
  wrong: string;
}

const isField = (name: string): name is keyof RequestPageWords['form']['wrongIn'] =>
  ['kind', 'email', 'name', 'details'].includes(name);

/** The form on which anybody asks; what was filled in stays, and what is wrong is said where it is (WCAG 3.3.1). */
export const askingPage = (c: Context, words: RequestPageWords, sender: Sender, filled?: Refilled): Page => {
  const { form } = words;
  const optional = html` <span class="muted">(${form.optional})</span>`;
  const held = (name: string): string => filled?.field(name) ?? '';
  const wrong = filled && isField(filled.wrong) ? filled.wrong : undefined;
  const wrongAt = (name: string, hint = ''): Html =>
    wrong === name
      ? html` aria-invalid="true" aria-describedby="${hint} wrong"`
      : html`${hint && html` aria-describedby="${hint}"`}`;
  const choice = (kind: RequestKind, place: number): Html =>
    html`<label><input${place === 0 && html` id="kind"`} type="radio" name="kind" value="${kind}" required${held('kind') === kind && html` checked`}> <span>${form.kinds[kind]}</span></label>`;
  return page(
    c,
    words,
    form.title,
    html`${filled && html`<p class="told" role="alert">${form.wrong}${wrong && html` <a id="wrong" href="#${wrong}">${form.wrongIn[wrong]}</a>`}</p>`}<p>${form.lead(sender.name)}</p>
    <form method="post" action="requests">
    <input type="hidden" name="language" value="${words.language}">
    <fieldset><legend>${form.what}</legend>${requestKinds.map(choice)}</fieldset>
    <div class="field"><label for="email">${form.email}</label><span class="muted" id="hint">${form.emailHint}</span>
      <input id="email" name="email" type="email" required autocomplete="email" maxlength="254" value="${held('email')}"${wrongAt('email', 'hint')}></div>
    <div class="field"><label for="name">${form.name}${optional}</label>
      <input id="name" name="name" autocomplete="name" maxlength="200" value="${held('name')}"${wrongAt('name')}></div>
    <div class="field"><label for="details">${form.details}${optional}</label><span class="muted" id="about">${form.detailsHint}</span>
      <textarea id="details" name="details" rows="4" maxlength="4000"${wrongAt('details', 'about')}>${held('details')}</textarea></div>
    <label class="trap">Website <input name="website" tabindex="-1" autocomplete="off"></label>
    <button class="full">${form.button}</button></form>`,
    sender,
    filled ? 422 : 200,
  );
};

const referenceOf = (words: RequestPageWords, reference: string): Html =>
  html`<p>${words.reference}: <br><span class="number">${reference}</span></p><p class="muted">${words.keep}</p>`;

/** What became of a request, and its number. */
export const toldPage = (
  c: Context,
  words: RequestPageWords,
  sender: Sender,
  { title, text }: PageText,
  reference: string,
  { withdrawable = false, joined = null }: { withdrawable?: boolean; joined?: string | null } = {},
): Page =>
  page(
    c,
    words,
    title,
    html`${told(text)}${referenceOf(words, reference)}${
      joined !== null && html`<p>${words.joined.other}: <br><span class="number">${joined}</span></p>`
    }${
      withdrawable &&
      html`<h2>${words.withdraw.text}</h2><form method="post"><button name="do" value="withdraw">${words.withdraw.button}</button></form>`
    }`,
    sender,
  );

/** Nothing was taken: it may be sent again later. */
export const laterPage = (c: Context, words: RequestPageWords, sender: Sender): Page =>
  page(c, words, words.later.title, told(words.later.text), sender, 429);

/** A link that stands for nothing any more; the same page whatever it may have been. */
export const goneRequestPage = (c: Context, words: RequestPageWords): Page =>
  page(c, words, words.gone.title, told(words.gone.text));

/** Asks whether it is theirs; nothing is done by opening it: mail scanners open links. */
export const confirmRequestPage = (
  c: Context,
  words: RequestPageWords,
  sender: Sender,
  kind: RequestKind,
): Page =>
  page(
    c,
    words,
    words.confirm.title,
    html`<p>${words.confirm.lead(sender.name, words.form.kinds[kind])}</p>
    <form method="post"><button class="full" name="do" value="confirm">${words.confirm.button}</button></form>
    <p class="muted">${words.confirm.ignore}</p>`,
    sender,
  );

/** Asks for the reference number. */
export const answerGatePage = (c: Context, words: RequestPageWords, sender: Sender, wrong: boolean): Page =>
  page(
    c,
    words,
    words.answer.title,
    html`${wrong && html`<p class="told" role="alert">${words.answer.wrong}</p>`}<p>${words.answer.lead}</p>
    <form method="post"><div class="field"><label for="reference">${words.answer.reference}</label><input id="reference" name="reference" required
      autocomplete="off" maxlength="20"></div><button class="full">${words.answer.button}</button></form>`,
    sender,
    wrong ? 422 : 200,
  );

export const lockedPage = (c: Context, words: RequestPageWords, sender: Sender): Page =>
  page(c, words, words.answer.locked.title, told(words.answer.locked.text), sender);

/** The answer, in whichever form they like. `until`: a day in words. */
export const answerPage = (
  c: Context,
  words: RequestPageWords,
  sender: Sender,
  {
    reference,
    until,
    note,
    forms,
  }: {
    reference: string;
    until: string;
    note: string | null;
    forms: readonly (keyof RequestPageWords['answer']['forms'])[];
  },
): Page =>
  page(
    c,
    words,
    words.answer.title,
    html`${told(words.answer.ready)}${note !== null && html`<p class="lines">${note}</p>`}
    <form method="post"><input type="hidden" name="reference" value="${reference}" autocomplete="off">
    ${forms.map((form, place) => html`<button${place === 0 ? html` class="full"` : ''} name="as" value="${form}">${words.answer.forms[form]}</button>`)}
    </form><p class="muted">${words.answer.until(until)}</p>`,
    sender,
  );
