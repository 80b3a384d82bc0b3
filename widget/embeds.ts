/** Placeholders for embeds that wait, and the way to the visitor's own page: a module of its own, fetched when it is needed. */
import type { Notice } from '../shared/notice.ts';
import { draw } from './ui/placeholder.ts';

export { mine } from './mine.ts';

/** What the second stage lends. */
export interface Lent {
  notice: Notice;
  allows(purpose: string): boolean;
  /** Grants this one purpose. */
  grant(purpose: string): void;
  /** Opens the preferences. */
  open(): void;
}

type Embed = HTMLIFrameElement | HTMLImageElement | HTMLMediaElement;

/** Nothing to read and nothing to press fits into less, in CSS pixels: a counting pixel gets no placeholder. */
const least = 24;

/** The site that an embed comes from, for the visitor to read; undefined where the gate would never load it. */
const hostOf = (embed: Embed): string | undefined => {
  const { src = '' } = embed.dataset;
  return /^(https?:)?\//.test(src) ? new URL(src, document.baseURI).hostname : undefined;
};

/** Whether a frame has lost what was drawn in it: taken out and put back, it has a new document. */
const isEmpty = (embed: Embed): boolean =>
  embed instanceof HTMLIFrameElement &&
  !!embed.contentDocument &&
  !embed.contentDocument.querySelector('lupa-placeholder') &&
  !embed.nextElementSibling?.querySelector('lupa-placeholder');

/** Returns what draws those that wait by then. */
export const placing = ({ notice, allows, grant, open }: Lent): (() => void) => {
  const drawn = new Map<Embed, () => void>();
  const place = () => {
    for (const [embed, remove] of drawn)
      if (!embed.dataset.src || !embed.isConnected || isEmpty(embed)) {
        remove();
        drawn.delete(embed);
      }
    for (const embed of document.querySelectorAll<Embed>('[data-purpose][data-src]')) {
      const named = embed.dataset.purpose?.split(/\s+/).filter((id) => !allows(id)) ?? [];
      const missing = notice.purposes.filter(({ id, necessary }) => !necessary && named.includes(id));
      const { width, height } = embed.getBoundingClientRect();
      const host = hostOf(embed);
      // One that names what the notice does not know can never be granted here: the owner's debug panel tells.
      if (drawn.has(embed) || !host || !named.length || missing.length < named.length) continue;
      if (width < least || height < least) continue;
      drawn.set(embed, draw(embed, { notice, missing, host, width, height, grant, open }));
    }
  };
  // What has been let through needs none; what was withdrawn needs one again. The gate takes its own task first.
  addEventListener('lupa-change', () => setTimeout(place));
  return place;
};
