/** What banner and preferences share: an element that shows a notice in a shadow root of its own. */
import { render, type TemplateResult } from 'lit/html.js';
import type { Notice } from '../../shared/notice.ts';
import { shared, sheet } from './sheet.ts';

/** lit's templates without its element class: nothing here changes by itself, and 2.5 kB stay at home. */
export abstract class Surface extends HTMLElement {
  /** What is shown: every word comes with it. Set before the element is put on the page. */
  declare notice: Notice;
  /** Style of the banner's position, where that is not the corner. */
  declare place?: string | undefined;

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const own = this.own();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = own ? [shared(), sheet(own)] : [shared()];
    this.update();
  }

  /** Draws anew, in the language of the notice and its direction. */
  protected update(): void {
    const root = this.shadowRoot as ShadowRoot;
    render(this.render(), root);
    const { language, direction = 'ltr' } = this.notice;
    Object.assign(root.firstElementChild as HTMLElement, { lang: language, dir: direction });
  }

  protected abstract render(): TemplateResult;

  /** Style beside what all share. */
  protected own(): string | undefined {
    return this.place;
  }

  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Leaves; a modal dialog gives the focus back to what opened it. */
  dismiss(): void {
    this.shadowRoot?.querySelector('dialog')?.close();
    this.remove();
  }
}
