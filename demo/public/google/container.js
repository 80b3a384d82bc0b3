/** What a container adds to the tag: triggers by events of the data layer, and consent checks as Google documents them. */
import { isGranted } from './consent.js';
import { commands, consent, layer } from './tag.js';

const address = new URL(document.currentScript.src);
const id = address.searchParams.get('id');
const ads = address.origin.replace('//google.', '//ads.');

const pixel = (label) => {
  new Image().src = `${ads}/pagead/conversion?label=${label}`;
};

/** A Google tag in the container: its built-in checks adapt what it sends, they do not stop it. */
const analytics = () => commands.config('G-INSIDE2026');

/**
 * Tags by container: `on` which event, and which types must be granted at that moment ("additional consent checks"): where
 * one is not, the tag does not fire, and is not made up for.
 */
const containers = {
  /** As docs/google.md advises. */
  'GTM-DEMO2026': [
    { on: 'lupa_consent', needs: ['analytics_storage'], once: true, fire: analytics },
    { on: 'lupa_consent', needs: ['ad_storage'], once: true, fire: () => pixel('checked') },
  ],
  /** As containers often are: nothing but what is built into Google's tags. */
  'GTM-CARELESS': [
    { on: 'gtm.js', needs: [], fire: analytics },
    { on: 'gtm.js', needs: [], fire: () => pixel('careless') },
    { on: 'again', needs: [], fire: () => pixel('again') },
  ],
};
const tags = containers[id] ?? [];
const fired = new Set();

const run = ({ event }) => {
  for (const tag of tags) {
    if (tag.on !== event || fired.has(tag)) continue;
    if (!tag.needs.every((type) => isGranted(consent, type))) continue;
    if (tag.once) fired.add(tag);
    tag.fire();
  }
};

// Where Google's tags enter themselves, under the container's id and their own.
window.google_tag_manager = { ...window.google_tag_manager, [id]: {}, 'G-INSIDE2026': {} };

const pushToTag = layer.push;
layer.push = (...entries) => {
  const length = pushToTag(...entries);
  for (const entry of entries) if (entry?.event) run(entry);
  return length;
};
for (const entry of [...layer]) if (entry?.event) run(entry);
