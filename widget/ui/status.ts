/** Says politely, to who cannot see it, that the choice is saved. */
import { html } from 'lit/html.js';
import { Surface } from './surface.ts';

export class Status extends Surface {
  #words = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // The region is there before its words are, else they are not spoken; it leaves when they have been.
    setTimeout(() => {
      this.#words = this.notice.texts.saved;
      this.update();
    }, 150);
    setTimeout(() => this.remove(), 5e3);
  }

  protected override render() {
    return html`<p class="said" role="status">${this.#words}</p>`;
  }
}
