/** How banner and preferences look: a calm card in the corner, a sheet of switches. */
import { css } from './css.ts';

/** Seen from its second frame on: what is transparent when it is first painted is never the page's largest paint. */
export const look = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .root {
    position: fixed;
    z-index: 2147483646;
    inset-block: auto 1.25em;
    inset-inline: 1.25em auto;
    display: flex;
    flex-direction: column;
    width: min(34em, 100% - 2.5em);
    max-height: calc(100% - 2.5em);
    color: var(--lupa-text, var(--t));
    background: var(--lupa-surface, var(--s));
    border: 1px solid var(--lupa-line, var(--l));
    border-radius: var(--lupa-radius, 12px);
    box-shadow: 0 12px 40px #0a141c33;
    font: 0.9375em / 1.5 var(--lupa-font, system-ui, sans-serif);
    overflow: auto;
    overflow-wrap: anywhere;
    animation: unseen 1ms;
  }
  @keyframes unseen {
    0% {
      opacity: 0;
    }
  }
  dialog.root {
    inset: 0;
    margin: auto;
  }
  .words {
    padding: 1.25em 1.25em 0.5em;
    overflow: auto;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.3;
  }
  p,
  tr {
    padding-block: 0.5em;
  }
  .item {
    padding-block: 0.75em 0.25em;
  }
  .muted,
  details {
    color: var(--lupa-muted, var(--m));
    font-size: 0.875em;
    line-height: 1.45;
  }
  .item,
  .actions,
  tr {
    border-top: 1px solid var(--lupa-line, var(--l));
  }
  h3,
  b,
  td:first-child {
    font-size: 1em;
    font-weight: 600;
  }
  a {
    color: inherit;
  }
  .actions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(9em, 40%)), 1fr));
    grid-auto-rows: 1fr;
    gap: 0.5em;
    padding: 1em 1.25em;
  }
  button {
    min-height: 44px;
    padding: 0.5em 0.2em;
    border: 1px solid var(--lupa-button, var(--b));
    border-radius: var(--lupa-radius, 12px);
    background: var(--lupa-surface, var(--s));
    color: var(--lupa-text, var(--t));
    font: inherit;
    font-weight: 600;
  }
  button,
  label,
  summary {
    cursor: pointer;
  }
  .full {
    background: var(--lupa-button, var(--b));
    color: var(--lupa-button-text, var(--u));
  }
  .quiet {
    padding-inline: 0;
    border-color: transparent;
  }
  :nth-child(3) {
    grid-column: 1 / -1;
  }
  button:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 3px solid #3a8fb0;
    outline-offset: 2px;
  }
  .said {
    position: fixed;
    clip-path: inset(50%);
  }
  @media (max-width: 30em) {
    .root,
    dialog.root {
      inset: auto 0 0;
      width: auto;
      max-width: none;
      max-height: 85%;
      border-radius: var(--lupa-radius, 12px) var(--lupa-radius, 12px) 0 0;
    }
  }
  .root.low {
    inset-block: auto 1em;
    max-height: 45%;
  }
  .root.high {
    inset-block: 1em auto;
  }
  @media (max-height: 20em) {
    .words {
      flex: none;
    }
  }
  @media print {
    .root {
      display: none;
    }
  }
`;
