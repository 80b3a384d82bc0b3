/** What a visitor decided, act by act: when, where, how, with the text that was shown and the receipt. */
import { html } from 'hono/html';
import type { Held } from '../../../shared/mine.ts';
import type { Notice } from '../../../shared/notice.ts';
import { type Carried, carried, type Html } from './frame.ts';
import type { Telling } from './words.ts';

type Decision = Held['decisions'][number];

/** The notice as it stood on the screen, in its own language. */
const shown = ({ language, direction, texts, purposes }: Notice): Html =>
  html`<div lang="${language}" dir="${direction ?? 'ltr'}">
    <p><b>${texts.title}</b></p><p>${texts.intro}</p><p>${texts.recipients}</p><p>${texts.withdrawal}</p>
    ${purposes.map(
      ({ name, description, services }) => html`<p><b>${name}</b><br>${description}</p>
      ${services.map((one) => html`<p class="muted">${one.name} · ${one.provider} · ${one.country}</p>`)}`,
    )}</div>`;

/** `names`: what a purpose is called; `given` and `up`: for the form that asks for the receipt. */
export const decided = (
  { receipt, ...one }: Decision,
  names: (purpose: string) => string,
  { words, time }: Telling,
  given: Carried,
  up: string,
): Html =>
  html`<li><h3><time datetime="${one.received}">${time(one.received)}</time></h3>
    <p>${one.how && words.did[one.how]}${one.surface && html` <span class="muted">(${words.on[one.surface]})</span>`}</p>
    <dl>${one.answers.map(
      ({ purpose, answer }) => html`<dt>${names(purpose)}</dt><dd>${words[answer]}</dd>`,
    )}${one.signal && html`<dt>${words.signal}</dt><dd>${one.signal.toUpperCase()}</dd>`}</dl>
    ${one.takenOver && html`<p>${words.otherText(one.takenOver.from)}</p>`}
    ${
      one.textShown &&
      html`<details><summary>${words.textShown}</summary>${shown(one.textShown as unknown as Notice)}</details>`
    }
    <details><summary>${words.receipt}</summary><div><dl>
      <dt>${words.receiptNumber}</dt><dd>${receipt.number}</dd>
      <dt>${words.receiptDigest}</dt><dd><code>${receipt.digest}</code></dd></dl>
      <form method="post" action="${up}mine">${carried(given)}
        <input type="hidden" name="decision" value="${one.id}">
        <button name="as" value="page" formtarget="_blank">${words.receiptPage}</button>
        <button name="as" value="receipt">${words.receiptFile}</button></form></div></details></li>`;
