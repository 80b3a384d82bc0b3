/** How the panel looks: the system's own colours, so that it is readable in every scheme. */

export const look = `
  :host { all: initial !important; }
  * { box-sizing: border-box; margin: 0; padding: 0; }
  section {
    position: fixed; z-index: 2147483647; inset: 1em 1em auto auto;
    display: flex; flex-direction: column;
    width: min(52em, 100vw - 2em); max-height: calc(60vh - 2em);
    color: CanvasText; background: Canvas; color-scheme: light dark;
    border: 2px solid; border-radius: 8px;
    font: 13px / 1.4 system-ui, sans-serif;
  }
  header { display: flex; justify-content: space-between; align-items: center; gap: 1em; padding: 0.5em 0.75em; }
  h2 { font-size: 1.1em; }
  button { min-width: 44px; min-height: 44px; padding: 0 1em; font: inherit; }
  .body { overflow: auto; padding: 0 0.75em 0.75em; }
  summary { padding: 0.5em 0; cursor: pointer; font-weight: 600; border-top: 1px solid; }
  summary.wrong::after { content: ' ⚠'; }
  p { padding: 0.25em 0; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 0.25em 0.5em 0.25em 0; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  tr + tr { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
  .wrong > td { font-weight: 600; }
  :focus-visible { outline: 3px solid; outline-offset: -3px; }
  @media print { section { display: none; } }
`;
