/** How banner and preferences look: a calm card in the corner, a sheet of switches. */
import { css } from './css.ts';

export const look = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .root {
    position: fixed;
    z-index: 2147483646;
    inset: auto auto 1.25em 1.25em;
    flex-direction: column;
    width: min(34em, 100vw - 2.5em);
    max-height: calc(100vh - 2.5em);
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 12px 40px #0a141c33;
    font: 0.9375em / 1.5 var(--lupa-font, system-ui, sans-serif);
    overflow: hidden;
    overflow-wrap: break-word;
  }
  .root:not(dialog),
  [open].root {
    display: flex;
  }
  dialog.root {
    inset: 0;
    width: min(39em, 100vw - 2em);
    margin: auto;
  }
  ::backdrop {
    background: #0a141c80;
  }
  .words {
    padding: 1.4em 1.5em 0.4em;
    overflow: auto;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.3;
  }
  .words > p {
    padding-block: 0.75em;
  }
  .muted,
  details {
    color: var(--muted);
    font-size: 0.875em;
    line-height: 1.45;
  }
  .item {
    padding-block: 0.75em;
    border-top: 1px solid var(--line);
  }
  .item:last-of-type {
    border-bottom: 1px solid var(--line);
  }
  h3,
  b {
    font-size: 1em;
    font-weight: 600;
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.65em;
    padding: 1em 1.5em;
  }
  button {
    min-height: 44px;
    padding: 0.5em 0.25em;
    border: 1px solid var(--button);
    border-radius: calc(var(--radius) * 0.65);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .full {
    background: var(--button);
    color: var(--button-text);
  }
  .quiet,
  .switch {
    border-color: transparent;
  }
  .close {
    width: 44px;
    margin-inline-end: -0.75em;
    font-size: 1.75em;
    font-weight: 300;
    line-height: 1;
  }
  .wide {
    grid-column: 1 / -1;
  }
  button:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 3px solid #3a8fb0;
    outline-offset: 2px;
  }
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
  }
  label,
  summary {
    padding-block: 0.75em;
    cursor: pointer;
  }
  .switch i {
    display: block;
    width: 50px;
    padding: 4px;
    border: 2px solid var(--muted);
    border-radius: 15px;
  }
  .switch i::after {
    content: '';
    display: block;
    width: 0;
    border: 9px solid var(--muted);
    border-radius: 50%;
  }
  [aria-checked='true'] i {
    background: var(--button);
  }
  [aria-checked='true'] i::after {
    margin-inline-start: 20px;
    border-color: var(--button-text);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.5em 0.75em 0.5em 0;
    border-top: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  td {
    overflow-wrap: anywhere;
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
      max-height: 85vh;
      border-radius: var(--radius) var(--radius) 0 0;
    }
  }
  @media (forced-colors: active) {
    [aria-checked='true'] i {
      background: Highlight;
    }
  }
  @media print {
    .root {
      display: none;
    }
  }
`;
