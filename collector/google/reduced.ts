/** What is left of an event once it is reduced: all of it that may be stored, counted and sent (FACTS 4.6). */
import type { Browser } from '../traffic/browser.ts';

/** Coarse on purpose; no address, no key, no id that outlives its time. */
export interface Reduced extends Browser {
  /** Within the protocol's limits; never one of its reserved names. */
  name: string;
  /** Origin and path, with the query parameters that the site allows. */
  page: string;
  title: string | null;
  /** Origin of the page before, of another site. */
  referrer: string | null;
  /** Scrubbed, and within the protocol's limits. */
  params: Readonly<Record<string, string | number>>;
  /** Milliseconds. */
  engaged: number;
  language: string | null;
  country: string | null;
  /** A class of sizes such as `1920x1080`. */
  screen: string | null;
  /** The id that Google knows the browser by until it rotates. */
  client: string;
  /** Number of the session: a keyed hash. */
  session: number;
  /** Whether its session begins with it. */
  starts: boolean;
}

/**
 * What was taken out or made shorter, by what it was: `account` is a payment card or a bank account, `address` an IP or
 * MAC address or a place on the map, `token` a random id such as a UUID, `name` a name that is reserved, identifies, or is none.
 */
export const removals = [
  ...(['email', 'phone', 'national_id', 'account', 'address', 'token'] as const),
  ...(['long', 'many', 'name'] as const),
] as const;
export type Removal = (typeof removals)[number];
export type Removed = Partial<Record<Removal, number>>;
