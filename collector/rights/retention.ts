/** How long what is held is kept (FACTS 5.7). */
import type { SiteSettings } from '../../shared/site.ts';

export const day = 24 * 60 * 60 * 1000;

/** Lines of services' logs. */
export const logDays = 90;

/** What shows how a licence was used, and flags that it was misused: two years after its end. */
export const misuseDays = 730;

/** Where an owner says nothing of it: half a year. */
const usual = 183;

/** Days that visits are kept: what the purpose says that they are kept under. Null where no visits are kept. */
export const visitDays = ({ purposes, visits }: SiteSettings): number | null =>
  visits === undefined ? null : (purposes.find(({ id }) => id === visits)?.retentionDays ?? usual);
