/** How the visitor's own page looks: calm, readable at 320 pixels, in the dark and on paper. */

export const style = `
:root { color-scheme: light dark; --line: #b9c2c9; --muted: #4c5963; --strong: #14465c; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --line: #4a5660; --muted: #b4c0c8; --strong: #9ad2ea; --on: #0d1b22; } }
* { box-sizing: border-box; }
body { margin: 0; background: Canvas; color: CanvasText; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .6rem 0; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .8rem 0; border-bottom: 1px solid var(--line); }
li:last-child { border: 0; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .15rem 1rem; margin: .35rem 0; }
dt, .muted { color: var(--muted); }
dd { margin: 0; }
code { font-size: .9em; }
summary { padding: .6rem 0; cursor: pointer; }
details > div { padding-left: 1rem; border-left: 3px solid var(--line); }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: .75rem 0; }
label { display: flex; gap: .6rem; align-items: start; width: 100%; }
input[type=checkbox], input[type=radio] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--strong); }
.field { width: 100%; }
.field label { display: block; font-weight: 700; }
.field .muted { display: block; margin-bottom: .25rem; font-weight: 400; }
.field label .muted { display: inline; }
fieldset { width: 100%; margin: 0; padding: .5rem 1rem 1rem; border: 1px solid var(--line); border-radius: .6rem; }
legend { font-weight: 700; }
fieldset label { padding: .35rem 0; }
input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea { width: 100%; min-height: 2.75rem; padding: .4rem .6rem;
  border: 1px solid var(--muted); border-radius: .4rem; background: Canvas; color: CanvasText; font: inherit; }
.field [aria-invalid] { border-width: 3px !important; }
.trap { display: none; }
.lines { white-space: pre-line; }
.number { font-size: 1.5rem; font-weight: 700; letter-spacing: .06em; overflow-wrap: normal; }
button { min-height: 2.75rem; padding: .4rem 1.1rem; border: 1px solid var(--strong); border-radius: .6rem; background: transparent;
  color: var(--strong); font: inherit; font-weight: 600; cursor: pointer; }
button.full { background: var(--strong); color: var(--on); }
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid #3a8fb0; outline-offset: 2px; }
.told { padding: .75rem 1rem; border: 1px solid var(--line); border-left: 5px solid var(--strong); border-radius: .4rem; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .35rem; } button { width: 100%; } }
@media print {
  form, .screen { display: none; }
  details::details-content { display: block; content-visibility: visible; }
  h2, h3 { break-after: avoid; }
  li { break-inside: avoid; }
}
`;
