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
        <button class="quiet wide" part="choose" @click=${() => this.tell('consent-open')}>${texts.choose}</button>
      </div>
    </section>`;
  }
}
