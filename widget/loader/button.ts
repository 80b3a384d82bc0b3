/** The preferences button, drawn by the loader: the way back to the choices is on every page (C11). */
import { make } from './make.ts';

const own = '[data-lupa-preferences]';
const looks =
  ':host{all:initial!important;position:fixed!important}button{padding:1em;z-index:9999;position:fixed;border:solid 1px;bottom:1em;color:#fff;left:1em;border-radius:2em;background:#123;font:.9em system-ui}@media print{*{display:none}}';

/**
 * Brings the page's own buttons to life, those that come later too; where it has none, draws one once `room` is there. Our own tag name and
 * `!important` inside: no rule of the page's style sheet reaches it. Out of the flow: a gap of the page's would count it.
 */
export const button = async (
  labels: Record<string, string>,
  lang: string,
  open: () => void,
  room: unknown,
): Promise<void> => {
  addEventListener('click', (event) => {
    if (!(event.target as Element).closest?.(own)) return;
    event.preventDefault();
    open();
  });
  await room;
  if (document.querySelector(own)) return;
  const host = make('lupa-button');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks);
  root.adoptedStyleSheets = [sheet];
  root.append(make('button', { lang, textContent: labels[lang], onclick: open }));
  document.body.append(host);
};
