/** Ours: the one tag of README, from a real collector with the demo's settings, Google's tag among them. */
import { heldScripts } from './words.mjs';

const tag = (collector) => ({
  head: `<script async src="${collector}/s/demo/loader.js"></script>`,
  held: heldScripts('data-purpose="analytics"'),
});

export const ours = {
  name: 'lupa',
  title: 'Lupa',
  banner: `document.querySelector('lupa-banner')?.shadowRoot?.querySelector('.root')`,
  accept: `document.querySelector('lupa-banner').shadowRoot.querySelector('[part=answer]')`,
  parts: ({ collector }) => tag(collector),
};

/** Another build of it. */
export const beside = {
  ...ours,
  name: 'beside',
  title: 'Lupa, other build',
  parts: ({ other }) => tag(other),
};
