/** What banner and preferences share: an element that shows a notice in a shadow root of its own. */
import { render, type TemplateResult } from 'lit/html.js';
import type { Notice } from '../../shared/notice.ts';
import { colours } from './colours.ts';
import { look } from './look.ts';

/** lit's templates without its element class: nothing here changes by itself, and 2.5 kB stay at home. */
export abstract class Surface extends HTMLElement {
  /** What is shown: every word comes with it. Set before the element is put on the page. */
  declare notice: Notice;

  #from: EventTarget | null = null;

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(colours + look);
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
    this.addEventListener('focusin', ({ relatedTarget }) => {
      this.#from = relatedTarget ?? this.#from;
    });
    this.update();
  }

  /** Draws anew, in the language of the notice; its first word says in which direction. */
  protected update(): void {
    const root = this.shadowRoot as ShadowRoot;
    render(this.render(), root);
    Object.assign(root.firstElementChild as HTMLElement, { lang: this.notice.language, dir: 'auto' });
  }

  protected abstract render(): TemplateResult;

  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Leaves; the focus goes back to where it was (a dialog sees to that itself when it is closed). */
  dismiss(): void {
    this.shadowRoot?.querySelector('dialog')?.close();
    const inside = document.activeElement === this;
    this.remove();
    if (inside) (this.#from as HTMLElement | null)?.focus({ preventScroll: true });
  }
}
