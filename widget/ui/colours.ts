/** The colours of whatever we show, light and dark. Owners set the `--lupa-*` properties (docs/looks.md). */
import { css } from './css.ts';

/**
 * `all: initial !important` inside: no rule of the page's style sheet reaches us, whatever its weight. The colours are set on
 * what is inside for the same reason. Surface, text, muted text, line, button, text upon it.
 */
export const colours = css`
  :host {
    all: initial !important;
    display: contents !important;
  }
  section,
  dialog {
    --s: #fff;
    --t: #18232c;
    --m: #4c5a65;
    --l: #dbe1e6;
    --b: #1d2f3c;
    --u: #fff;
  }
  @media (prefers-color-scheme: dark) {
    section,
    dialog {
      --s: #171d22;
      --t: #eef2f4;
      --m: #aab6bf;
      --l: #333e47;
      --b: #e4ebef;
      --u: #141b20;
    }
  }
`;
