/** Follows consent, shows one of two views, signs in and out: no framework, no bundler. */
/** @import {} from 'lupa' */

/** @type {<Kind extends Element>(selector: string, kind: new () => Kind) => Kind} */
const find = (selector, kind) => {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${selector}.`);
};

// What holds now, and what holds after each change. Until the loader has arrived nothing is allowed.
const counted = find('#counted', HTMLElement);
const follow = () => {
  counted.hidden = !window.lupa?.allows?.('analytics');
};
addEventListener('lupa-change', follow);
follow();

// The gate sees what is put on the page later: the film waits there for marketing.
const main = find('main', HTMLElement);
const film = find('#film', HTMLTemplateElement).content;
const home = [...main.childNodes];
const view = () => main.replaceChildren(...(location.hash === '#film' ? [film.cloneNode(true)] : home));
addEventListener('hashchange', view);
view();

/** @param {string} path @param {object} [body] */
const ask = (path, body = {}) =>
  fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

// Whether the last person has left: until then nobody else is tied.
/** @type {Promise<unknown> | undefined} */
let leaving;

// Ties this browser to who is signed in, with a token that your server signs. Where nothing is granted, nothing is tied.
const tie = async () => {
  await leaving;
  const visitor = await window.lupa?.visitor();
  if (!visitor) return;
  const answer = await ask('/api/tie', { visitor });
  if (answer.ok) await window.lupa?.identify(await answer.text());
};

const form = find('form', HTMLFormElement);
const leave = find('#sign-out', HTMLButtonElement);
const show = (/** @type {boolean} */ inside) => {
  form.hidden = inside;
  leave.hidden = !inside;
};
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { ok } = await ask('/api/sign-in', { email: new FormData(form).get('email') });
  show(ok);
  if (ok) tie();
});
leave.addEventListener('click', async () => {
  // The next person on this browser is another visitor.
  leaving = window.lupa?.signOut();
  await ask('/api/sign-out');
  show(false);
});
