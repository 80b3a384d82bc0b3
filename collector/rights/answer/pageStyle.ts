/** How the answer's page looks: calm, readable at 320 pixels, in the dark and on paper. It fetches nothing and runs nothing. */
import { createHash } from 'node:crypto';

export const style = `
:root { color-scheme: light dark; --line: #b9c2c9; --muted: #4c5963; --strong: #14465c; --soft: #f3f6f8; }
@media (prefers-color-scheme: dark) { :root { --line: #4a5660; --muted: #b4c0c8; --strong: #9ad2ea; --soft: #1a2228; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: 0 0 .5rem; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 2px solid var(--strong); font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .4rem; font-size: 1.05rem; }
p { margin: .6rem 0; max-width: 46rem; }
.lead { font-size: 1.1rem; }
.muted, dt { color: var(--muted); }
a { color: var(--strong); }
nav { margin: 1.5rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
nav h2 { margin: 0 0 .3rem; padding: 0; border: 0; font-size: 1rem; }
nav ul { margin: 0; padding-left: 1.1rem; }
nav li { padding: .15rem 0; }
dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .15rem 1rem; margin: .35rem 0; }
dd { margin: 0; white-space: pre-line; }
ol.rows { margin: 0; padding: 0; list-style: none; }
ol.rows > li { padding: .5rem .8rem; margin-bottom: .6rem; border: 1px solid var(--line); border-radius: .5rem; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { overflow-wrap: break-word; hyphens: auto; padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; white-space: pre-line; }
thead th { background: var(--soft); }
.wide { overflow-x: auto; }
.count { color: var(--muted); font-weight: 400; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
  .wide { overflow: visible; } table, tbody, tr, td { display: block; } thead { position: absolute; display: block; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .5rem .8rem; margin-bottom: .6rem; border: 1px solid var(--line); border-radius: .5rem; }
  td { padding: .1rem 0; border: 0; overflow-wrap: anywhere; } td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--muted); }
}
@media print {
  main { max-width: none; padding: 0; } body { font-size: 10pt; } nav { display: none; }
  h2, h3 { break-after: avoid; } tr, ol.rows > li { break-inside: avoid; } thead { display: table-header-group; }
}
`;

/** What the page may do: show its own style, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
