/** The preferences: the second layer, and the way back to the choices. One switch a purpose, none pre-ticked (C6, C7). */
import { html } from 'lit/html.js';
import type { Answer, Answers } from '../../shared/answer.ts';
import type { NoticePurpose } from '../../shared/notice.ts';
import type { Receipt } from '../../shared/receipt.ts';
import { services } from './services.ts';
import { Surface } from './surface.ts';
import { switches } from './switches.ts';

/**
 * @fires consent-choose - The visitor pressed accept all or refuse all; `detail` is the one answer.
 * @fires consent-save - The visitor saved; `detail` holds an answer for every optional purpose.
 * @fires consent-close - The visitor closed it, in whichever way, without an answer.
 */
export class Preferences extends Surface {
  /** What the switches show: the present answers, then what the visitor makes of them. */
  declare answers: Answers;
  declare receipt: Receipt | undefined;
  /** Opens the visitor's own page. */
  declare mine: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.shadowRoot?.querySelector('dialog')?.showModal();
    // Else it is what scrolls, which says nothing. Not by `autofocus`, which a frame of another site may not have.
    this.shadowRoot?.querySelector<HTMLElement>('.close')?.focus();
  }

  protected override own(): string {
    return switches;
  }

  #purpose(purpose: NoticePurpose) {
    const { id, name, necessary, description } = purpose;
    const granted = this.answers[id] === 'granted';
    const flip = () => {
      this.answers = { ...this.answers, [id]: granted ? 'denied' : 'granted' };
      this.update();
    };
    return html`<div class="item">
      <div class="row">
        <h3><label id=${`name-${id}`} for=${`switch-${id}`}>${name}</label></h3>
        ${
          necessary
            ? ''
            : html`<button role="switch" class="quiet" part="switch" id=${`switch-${id}`} aria-checked=${granted}
                aria-labelledby=${`name-${id}`} aria-describedby=${`about-${id}`} @click=${flip}><i></i></button>`
        }
      </div>
      <p class="muted" id=${`about-${id}`}>${description} ${necessary ? this.notice.texts.necessary : ''}</p>
      ${services(this.notice, purpose)}
    </div>`;
  }

  protected override render() {
    const { controller, purposes, statement, texts } = this.notice;
    const choose = (answer: Answer) => () => this.tell('consent-choose', answer);
    const close = () => this.tell('consent-close');
    const save = () =>
      this.tell(
        'consent-save',
        Object.fromEntries(
          purposes.flatMap(({ id, necessary }) => (necessary ? [] : [[id, this.answers[id] ?? 'denied']])),
        ),
      );
    return html`<dialog class="root" part="preferences" aria-labelledby="title" @close=${close}>
      <div class="words">
        <div class="row">
          <h2 id="title">${texts.preferencesTitle}</h2>
          <button class="close quiet" aria-label=${texts.close} @click=${close}>×</button>
        </div>
        <p>${texts.preferencesIntro}</p>
        ${purposes.map((purpose) => this.#purpose(purpose))}
        <p class="muted">
          <a href=${statement.url}>${texts.statement}</a> · ${texts.contact}: ${controller.name}, ${controller.contact}${
            // It is here already: kept without a server's help.
            this.receipt
              ? html`<br><a download="receipt.json" href=${`data:,${encodeURIComponent(JSON.stringify(this.receipt))}`}>${texts.receipt}</a>`
              : ''
          }
        </p>
        <button class="quiet" @click=${() => this.mine()}><u>${texts.mine}</u></button>
      </div>
      <div class="actions">
        <button part="answer" @click=${choose('granted')}>${texts.acceptAll}</button>
        <button part="answer" @click=${choose('denied')}>${texts.rejectAll}</button>
        <button class="full" part="save" @click=${save}>${texts.save}</button>
      </div>
    </dialog>`;
  }
}
