/** How long what is held is kept (FACTS 5.7). */
import type { SiteSettings } from '../../shared/site.ts';

export const day = 24 * 60 * 60 * 1000;

/** Days that visits are kept: what the purpose says that they are kept under, or else the controller's rule. Null where no visits are kept. */
export const visitDays = ({ purposes, visits }: SiteSettings, usual: number): number | null =>
  visits === undefined ? null : (purposes.find(({ id }) => id === visits)?.retentionDays ?? usual);
