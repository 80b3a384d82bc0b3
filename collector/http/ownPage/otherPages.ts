/** The pages beside the visitor's own: what an erasure came to, and the one that waits for the key. */
import { html } from 'hono/html';
import type { Site } from '../../register/sites.ts';
import type { Erased } from '../../rights/erase.ts';
import { type Carried, carried, type Html } from './frame.ts';
import type { Telling } from './words.ts';

/** After an erasure. `site`: its name. */
export const erasedPage = (
  { since, proofUntil }: Erased,
  site: string,
  given: Carried,
  { words, time }: Telling,
): Html => {
  const said = (at: number) => time(new Date(at).toISOString());
  return html`<p class="told" role="status">${
    proofUntil === null ? words.erasedMoved : words.erasedAt(said(since), said(proofUntil))
  }</p><p>${words.erasedBack(site)}</p>
  <form method="post" action="../mine">${carried(given)}<button>${words.back}</button></form>`;
};

/**
 * Asks whoever opened it for the key and posts it to its own address: for sites whose policy forbids forms that lead
 * elsewhere. It says nothing but that it is there, and takes an answer from its opener alone.
 */
export const waitingScript = `(opener => {
  const form = document.forms[0];
  const fails = () => {
    for (const one of document.querySelectorAll('[data-when]')) one.hidden = one.dataset.when !== 'fails';
  };
  if (!opener) return fails();
  setTimeout(fails, 3e3);
  addEventListener('message', ({ source, data }) => {
    if (source !== opener || typeof data !== 'object' || !data) return;
    for (const name of ['visitorKey', 'language', 'zone']) form.elements[name].value = String(data[name]);
    form.submit();
  });
  opener.postMessage('lupa-mine', '*');
})(window.opener);`;

/** Where no key comes, it says why, and whom to ask instead. */
export const waitingPage = ({ controllerName, contact }: Site, { words }: Telling): Html =>
  html`<p data-when="waits">${words.waiting}</p>
  <div data-when="fails" role="status" hidden><p class="told">${words.waitingFails}</p>
  <p>${words.contact}: ${controllerName}, ${contact}</p></div>
  <form method="post" action="mine">${carried({ visitorKey: '', language: '', zone: '' })}</form>`;
