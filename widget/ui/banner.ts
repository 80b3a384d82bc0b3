/** The banner: the first layer. Accept and refuse are siblings of equal weight (C2-C5); the page stays usable (C10). */
import { html } from 'lit/html.js';
import type { Answer } from '../../shared/answer.ts';
import { Surface } from './surface.ts';

/**
 * @fires consent-choose - The visitor pressed accept or refuse; `detail` is the one answer for every purpose asked.
 * @fires consent-open - The visitor wants to choose one by one.
 */
export class Banner extends Surface {
  /** Ids of the purposes that lack an answer. */
  declare asked: readonly string[];

  /** What had the focus last that is not ours. */
  #page = document.activeElement as HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('focusin', this, true);
    addEventListener('scroll', this, true);
  }

  disconnectedCallback(): void {
    removeEventListener('focusin', this, true);
    removeEventListener('scroll', this, true);
  }

  /** The page scrolls to what gets the focus, at once or smoothly: both may bring it below us. */
  handleEvent(event: Event): void {
    // Never while one of our buttons is pressed: it would move away from below the pointer.
    if (event.target instanceof Surface) return;
    if (event.type === 'focusin') this.#page = event.composedPath()[0] as HTMLElement;
    requestAnimationFrame(() => this.#stepAside());
  }

  /** The focus goes back to where it was; where that was nowhere, the next Tab begins at the page's start, as before us. */
  override dismiss(): void {
    const inside = document.activeElement === this;
    super.dismiss();
    if (inside) this.#page.focus({ preventScroll: true });
  }

  /** What has the focus is never hidden by us (WCAG 2.4.11): we go to the other edge, the page is not scrolled. */
  #stepAside(): void {
    const root = this.shadowRoot?.querySelector('.root') as HTMLElement;
    root.className = 'root';
    const { left, top, width, height } = this.#page.getBoundingClientRect();
    const middle = top + height / 2;
    if (this.#page.matches(':focus') && document.elementFromPoint(left + width / 2, middle) === this)
      root.className = middle < innerHeight / 2 ? 'root low' : 'root low high';
  }

  #choose(answer: Answer) {
    return () => this.tell('consent-choose', answer);
  }

  protected override render() {
    const { purposes, statement, texts } = this.notice;
    const asked = purposes.filter(({ id }) => this.asked.includes(id));
    return html`<section class="root" part="banner" aria-labelledby="title">
      <div class="words">
        <h2 id="title">${texts.title}</h2>
        <p>${texts.intro}</p>
        ${asked.map(({ name, description }) => html`<div class="item"><h3>${name}</h3><p class="muted">${description}</p></div>`)}
        <p class="muted">${texts.recipients} ${texts.withdrawal} <a href=${statement.url}>${texts.statement}</a></p>
      </div>
      <div class="actions">
        <button class="full" part="answer" @click=${this.#choose('granted')}>${texts.acceptAll}</button>
        <button class="full" part="answer" @click=${this.#choose('denied')}>${texts.rejectAll}</button>
        <button class="quiet" part="choose" @click=${() => this.tell('consent-open')}>${texts.choose}</button>
      </div>
    </section>`;
  }
}
