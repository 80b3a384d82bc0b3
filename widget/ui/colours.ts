/** The colours of banner and preferences, light and dark. Owners set the `--lupa-*` properties. */
import { css } from './css.ts';

/** `all: initial !important` inside: no rule of the page's style sheet reaches us, whatever its weight. */
export const colours = css`
  :host {
    all: initial !important;
    --surface: var(--lupa-surface, #fff);
    --text: var(--lupa-text, #18232c);
    --muted: var(--lupa-muted, #4c5a65);
    --line: var(--lupa-line, #dbe1e6);
    --button: var(--lupa-button, #1d2f3c);
    --button-text: var(--lupa-button-text, #fff);
    --radius: var(--lupa-radius, 14px);
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --surface: var(--lupa-surface, #171d22);
      --text: var(--lupa-text, #eef2f4);
      --muted: var(--lupa-muted, #aab6bf);
      --line: var(--lupa-line, #333e47);
      --button: var(--lupa-button, #e4ebef);
      --button-text: var(--lupa-button-text, #141b20);
    }
  }
`;
