/** Says politely, to who cannot see it, what has just come up: the question, or that the choice is saved. */
import { html } from 'lit/html.js';
import type { Word } from '../../shared/notice.ts';
import { Surface } from './surface.ts';

export class Status extends Surface {
  /** Which of the notice's words are said. */
  declare word: Word;

  #words = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // The region is there before its words are, else they are not spoken; it leaves when they have been.
    setTimeout(() => {
      this.#words = this.notice.texts[this.word];
      this.update();
    }, 150);
    setTimeout(() => this.remove(), 5e3);
  }

  protected override render() {
    return html`<p class="said" role="status">${this.#words}</p>`;
  }
}
