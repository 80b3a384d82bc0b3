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
  /** Reads a decision with all that it cites. */
  receipt: 5,
  /** Reads or erases everything under a key. */
  mine: 10,
  /** A password is compared, which costs. */
  signIn: 20,
  /** Makes work for people, or sends an e-mail. */
  request: 30,
} as const;

/** Throws 429 with `Retry-After` where the address has asked too often. */
export const limited = (c: Context, { rate, traffic }: Needs, call: keyof typeof costs): void => {
  const wait = rate.take(traffic.host(askedOf(c)), costs[call]);
  if (wait === 0) return;
  c.header('Retry-After', String(wait));
  throw new Problem('too-many', 'Too many requests from this address: wait as long as Retry-After says.');
};
