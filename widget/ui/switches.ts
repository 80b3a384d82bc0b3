/** How the preferences look beside what they share with the banner: switches, tables, a cross. */
import { css } from './css.ts';

export const switches = css`
  ::backdrop {
    background: #0a141c80;
  }
  summary {
    padding-block: 1em;
  }
  .close {
    width: 44px;
    padding: 0;
    margin-inline-end: -0.5em;
    font-size: 1.75em;
    font-weight: 300;
    line-height: 1;
  }
  .row,
  tr {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 1em;
  }
  i {
    display: grid;
    justify-items: start;
    width: 50px;
    padding: 4px;
    border: 2px solid var(--lupa-muted, var(--m));
    border-radius: 15px;
  }
  i::after {
    content: '';
    border: 9px solid;
    border-radius: 50%;
  }
  [aria-checked='true'] i {
    justify-items: end;
    background: var(--lupa-button, var(--b));
    color: var(--lupa-button-text, var(--u));
  }
  table {
    display: grid;
  }
  th {
    font-weight: 400;
    text-align: start;
  }
  @media (forced-colors: active) {
    [aria-checked='true'] i {
      background: Highlight;
      color: HighlightText;
    }
  }
`;
