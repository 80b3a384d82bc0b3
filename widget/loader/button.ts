/** The preferences button, drawn by the loader: the way back to the choices is on every page (C11). */

const looks =
  ':host{all:initial!important}button{position:fixed;left:1em;bottom:1em;padding:0 18px;border:0;border-radius:22px;background:#1d2f3c;color:#fff;font:500 14px/44px system-ui;cursor:pointer;z-index:99999}@media print{*{display:none}}';

/** Our own tag name and `!important` inside: no rule of the page's style sheet reaches it. */
export const button = (textContent: string | undefined, lang: string, onclick: () => void): void => {
  const host = document.createElement('lupa-button');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks);
  root.adoptedStyleSheets = [sheet];
  root.append(Object.assign(document.createElement('button'), { lang, textContent, onclick }));
  document.body.append(host);
};
