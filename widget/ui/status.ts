/** Says politely, to who cannot see it, what has just come up: the question, or that the choice is saved. */
import type { Notice, Word } from '../../shared/notice.ts';
import { shared } from './sheet.ts';

export class Status extends HTMLElement {
  /** Where its words are from. Set before the element is put on the page. */
  declare notice: Notice;
  /** Which of the notice's words are said. */
  declare word: Word;

  connectedCallback(): void {
    const { language, direction = 'ltr', texts } = this.notice;
    const words = Object.assign(document.createElement('p'), {
      className: 'said',
      role: 'status',
      lang: language,
      dir: direction,
    });
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [shared()];
    root.append(words);
    // The region is there before its words are, else they are not spoken; it leaves when they have been.
    setTimeout(() => {
      words.textContent = texts[this.word];
    }, 150);
    setTimeout(() => this.remove(), 5e3);
  }
}
