/** Refuses who asks too often. Never a decision: many people may share an address (DESIGN section 6). */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import { askedOf } from './asked.ts';
import type { Needs } from './needs.ts';

/** What a call takes from the bucket of its address; `LUPA_RATE_LIMIT` is how much a bucket gets a minute. */
export const costs = {
  visit: 1,
  /** A page sends a batch when it is opened and one when it is left; many people may share an address. */
  analytics: 0.25,
  registration: 1,
  tie: 2,
  /** A tile or a proof out of the ledger. */
  proof: 1,
  /** Something that a site's own server tells. */
  told: 0.25,
  /** A password is tried: by a site's server for many people, and for the one whose address it tells. */
  signIn: 0.5,
  guess: 20,
  /** Reads a decision with all that it cites. */
  receipt: 5,
  /** Reads or erases everything under a key. */
  mine: 10,
  /** Makes work for people, or sends an e-mail. */
  request: 30,
} as const;

/** Throws 429 with `Retry-After` where this host has asked too often. */
export const limitedHost = (
  c: Context,
  { rate }: Pick<Needs, 'rate'>,
  host: readonly number[] | undefined,
  call: keyof typeof costs,
): void => {
  const wait = rate.take(host, costs[call]);
  if (wait === 0) return;
  c.header('Retry-After', String(wait));
  throw new Problem('too-many', 'Too many requests from this address: wait as long as Retry-After says.');
};

/** Throws 429 with `Retry-After` where the address has asked too often. */
export const limited = (c: Context, needs: Needs, call: keyof typeof costs): void =>
  limitedHost(c, needs, needs.traffic.host(askedOf(c)), call);
