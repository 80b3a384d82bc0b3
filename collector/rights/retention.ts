/** How long what is held under a visitor key is kept (FACTS 5.7). */
import type { SiteSettings } from '../../shared/site.ts';

export const day = 24 * 60 * 60 * 1000;

/** Where an owner says nothing of it: half a year. */
const usual = 183;

/** Days that visits are kept: what the purpose says that they are kept under. Null where no visits are kept. */
export const visitDays = ({ purposes, visits }: SiteSettings): number | null =>
  visits === undefined ? null : (purposes.find(({ id }) => id === visits)?.retentionDays ?? usual);
