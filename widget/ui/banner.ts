/** The banner: the first layer. Accept and refuse are siblings of equal weight (C2-C5); the page stays usable (C10). */
import { html } from 'lit/html.js';
import type { Answer } from '../../shared/answer.ts';
import { Surface } from './surface.ts';

/** What may bring the focus below us. */
const heard = ['focusin', 'scroll'];

/** Where we stand: where we usually do; at the lower edge, and the upper one, at most 45 % high. */
const places = ['root', 'root low', 'root low high'];

/**
 * @fires consent-choose - The visitor pressed accept or refuse; `detail` is the one answer for every purpose asked.
 * @fires consent-open - The visitor wants to choose one by one.
 */
export class Banner extends Surface {
  /** Ids of the purposes that lack an answer. */
  declare asked: readonly string[];
  /** Called when it has left. */
  declare gone?: () => void;

  /** What had the focus last that is not ours. */
  #page = document.activeElement as HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of heard) addEventListener(type, this, true);
    // All that a page hears of the focus going into a frame.
    addEventListener('blur', this);
  }

  disconnectedCallback(): void {
    for (const type of heard) removeEventListener(type, this, true);
    removeEventListener('blur', this);
    this.gone?.();
  }

  /** The page scrolls to what gets the focus, at once or smoothly: both may bring it below us. */
  handleEvent(event: Event): void {
    // Never while one of our buttons is pressed: it would move away from below the pointer.
    if (event.target instanceof Surface) return;
    if (event.type === 'focusin' && event.currentTarget === window)
      this.#page = event.composedPath()[0] as HTMLElement;
    requestAnimationFrame(() => this.#stepAside());
  }

  /** The focus goes back to where it was; where that was nowhere, the next Tab begins at the page's start, as before us. */
  override dismiss(): void {
    const inside = document.activeElement === this;
    super.dismiss();
    if (inside) this.#page.focus({ preventScroll: true });
  }

  /**
   * What has the focus is never hidden by us (WCAG 2.4.11): we go to the other edge, the page is not scrolled. What has it in a
   * frame is known where the frame is of the page's own origin; else the frame as a whole is hidden as little as can be.
   */
  #stepAside(): void {
    const root = this.shadowRoot?.querySelector('.root') as HTMLElement;
    const active = document.activeElement as HTMLIFrameElement;
    const isFrame = 'contentWindow' in active;
    if (isFrame) this.#page = active;
    root.className = 'root';
    if (!isFrame && !this.#page.matches(':focus')) return;
    let box = this.#page.getBoundingClientRect();
    const inside = isFrame ? active.contentDocument : null;
    const control = inside?.activeElement;
    const isKnown = !isFrame || (control && control !== inside?.body);
    for (const type of heard) inside?.addEventListener(type, this, true);
    if (control && isKnown) {
      const { left, top, width, height } = control.getBoundingClientRect();
      box = new DOMRect(box.left + left, box.top + top, width, height);
    }
    if (isKnown && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) !== this)
      return;
    /** How much of it lies below us at that place, in square pixels. */
    const hidden = (place: string) => {
      root.className = place;
      const { left, right, top, bottom } = root.getBoundingClientRect();
      const across = Math.min(right, box.right) - Math.max(left, box.left);
      const down = Math.min(bottom, box.bottom) - Math.max(top, box.top);
      return across > 0 && down > 0 ? across * down : 0;
    };
    const areas = places.map(hidden);
    root.className = places[areas.indexOf(Math.min(...areas))] as string;
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
