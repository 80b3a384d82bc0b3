/** A consent banner with nothing behind it, drawn by lit. */
import { html, render } from 'lit/html.js';

const words = BARE_WORDS;
const sheet = new CSSStyleSheet();
sheet.replaceSync(`section { position: fixed; left: 20px; bottom: 20px; width: min(34em, 90vw); padding: 20px; background: #fff;
  color: #222; border: 1px solid #ccc; border-radius: 12px; font: 15px/1.5 system-ui; box-sizing: border-box }
  button { min-height: 44px; padding: 0 20px; font: inherit }`);

class Banner extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const [accept, refuse, choose] = words.buttons;
    const [statement, href] = words.statement;
    render(
      html`<section>
        <h2>${words.title}</h2>
        <p>${words.intro}</p>
        ${words.items.map(([name, text]) => html`<h3>${name}</h3><p>${text}</p>`)}
        <p>${words.last} <a href=${href}>${statement}</a></p>
        <button @click=${() => this.choose(true)}>${accept}</button>
        <button @click=${() => this.choose(false)}>${refuse}</button>
        <button>${choose}</button>
      </section>`,
      root,
    );
  }

  choose(allowed) {
    // biome-ignore lint/suspicious/noDocumentCookie: as a bare banner would.
    document.cookie = `bare=${allowed ? 1 : 0};path=/;max-age=31536000`;
    this.remove();
    if (!allowed) return;
    document.head.append(Object.assign(document.createElement('script'), { src: words.tag }));
    window.whenAllowed?.();
  }
}
customElements.define('bare-banner', Banner);
const ask = () => {
  if (!document.cookie.includes('bare=')) document.body.append(document.createElement('bare-banner'));
};
if (document.body) ask();
else document.addEventListener('DOMContentLoaded', ask);
