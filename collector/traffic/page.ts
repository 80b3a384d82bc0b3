/** What is kept of addresses of pages: a path without query, a referrer's origin (R23). */

import { isIP } from 'node:net';

/** The path, cut at query and fragment. */
export const pathOf = (page: string): string => page.split(/[?#]/, 1)[0] || '/';

/** The origin of another http(s) page; null for our own site, for none, and for what is not an address. */
export const referrerOf = (referrer: string, ownOrigins: readonly string[]): string | null => {
  if (!URL.canParse(referrer)) return null;
  const { protocol, origin, hostname } = new URL(referrer);
  // A host that is an address may be somebody's own machine.
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return /^https?:$/.test(protocol) && !isAddress && !ownOrigins.includes(origin) ? origin : null;
};
