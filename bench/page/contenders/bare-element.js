/** A consent banner with nothing behind it. */
(() => {
  const words = BARE_WORDS;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
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
      root.append(
        make(
          'section',
          {},
          make('h2', { textContent: words.title }),
          make('p', { textContent: words.intro }),
          ...words.items.flatMap(([name, text]) => [
            make('h3', { textContent: name }),
            make('p', { textContent: text }),
          ]),
          make('p', { textContent: `${words.last} ` }, make('a', { textContent: statement, href })),
          make('button', { textContent: accept, onclick: () => this.choose(true) }),
          make('button', { textContent: refuse, onclick: () => this.choose(false) }),
          make('button', { textContent: choose }),
        ),
      );
    }

    choose(allowed) {
      // biome-ignore lint/suspicious/noDocumentCookie: as a bare banner would.
      document.cookie = `bare=${allowed ? 1 : 0};path=/;max-age=31536000`;
      this.remove();
      if (!allowed) return;
      document.head.append(make('script', { src: words.tag }));
      window.whenAllowed?.();
    }
  }
  customElements.define('bare-banner', Banner);
  const ask = () => {
    if (!document.cookie.includes('bare=')) document.body.append(document.createElement('bare-banner'));
  };
  if (document.body) ask();
  else document.addEventListener('DOMContentLoaded', ask);
})();
