/** The panel on the page: an element of our own, out of reach of the page's style sheet, there for whoever asked for it. */
import { look } from './look.ts';
import { type Report, type Row, type Table, titles } from './report.ts';

const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  also: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const element = Object.assign(document.createElement(name), also);
  element.append(...children);
  return element;
};

const rowsOf = ({ rows, wrong }: Table): Node => {
  if (!rows[0]) return make('p', {}, 'Nothing.');
  const line = (row: Row) =>
    make(
      'tr',
      { className: wrong.includes(row) ? 'wrong' : '' },
      ...Object.values(row).map((value) => make('td', {}, `${value}`)),
    );
  const heads = Object.keys(rows[0]).map((name) => make('th', { scope: 'col' }, name));
  return make('table', {}, make('tr', {}, ...heads), ...rows.map(line));
};

export class Panel extends HTMLElement {
  #sections = new Map<string, HTMLDetailsElement>();
  #heading = make('h2', {});

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const body = make('div', { className: 'body', tabIndex: 0, role: 'group', ariaLabel: 'Tables' });
    for (const [name, title] of Object.entries(titles)) {
      const section = make(
        'details',
        { open: name === 'standing' },
        make('summary', {}, title),
        make('div', {}),
      );
      this.#sections.set(name, section);
      body.append(section);
    }
    const close = make('button', { type: 'button', onclick: () => this.remove() }, 'Close');
    root.append(
      make(
        'section',
        { lang: 'en', ariaLabel: 'Lupa, for the owner of this site' },
        make('header', {}, this.#heading, close),
        body,
      ),
    );
    root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') this.remove();
    });
  }

  /** Shows it anew; which tables are open stays. One with something wrong opens by itself, the first time. */
  show(report: Report): void {
    const all = Object.values(report).reduce((sum, { wrong }) => sum + wrong.length, 0);
    this.#heading.textContent = `Lupa: what is held, what ran${all ? `; ${all} to look at` : ''}`;
    for (const [name, section] of this.#sections) {
      const shown = report[name as keyof Report];
      const { length } = shown.wrong;
      const [summary, content] = section.children as unknown as [HTMLElement, HTMLElement];
      const words = `${titles[name as keyof Report]}: ${shown.rows.length}${length ? `, ${length} to look at` : ''}`;
      if (length && !summary.classList.contains('wrong')) section.open = true;
      summary.classList.toggle('wrong', length > 0);
      summary.textContent = words;
      content.replaceChildren(rowsOf(shown));
    }
  }
}
