/** Rate limits: a token bucket for each keyed hash of an address, in memory alone, under a key that lives for a day. */
import { createHmac } from 'node:crypto';

export interface RateLimit {
  /** Takes `cost` tokens from the bucket of a host: 0 where it had them, else the seconds until it will. */
  take(host: readonly number[] | undefined, cost: number): number;
  /** Takes tokens that another collector has given out of the bucket of that name. */
  spent(name: string, tokens: number): void;
}

export interface RateLimitSettings {
  /** Tokens that a bucket holds, and gets back in a minute; 0: no limit at all. */
  perMinute: number;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
  /** Buckets held; beyond, the least lately used one is forgotten, that is, full again. */
  most?: number;
  /** The key of a day's names, where several collectors share them: `day` is counted from 1970-01-01, UTC. */
  keyOf?: (day: number) => Uint8Array;
  /** Told of tokens that were given out, by the bucket's name. */
  gave?: (name: string, tokens: number) => void;
}

interface Bucket {
  tokens: number;
  at: number;
}

const day = 24 * 60 * 60 * 1000;
/** Those whose address is not known share one bucket: a proxy that says nothing legible must not shut visitors out. */
const unknownShare = 20;

export const rateLimit = (given: RateLimitSettings): RateLimit => {
  const { perMinute, clock, random, most = 50_000, keyOf, gave } = given;
  if (perMinute === 0) return { take: () => 0, spent: () => {} };
  const buckets = new Map<string, Bucket>();
  const dayAt = (now: number): number => Math.floor(now / day);
  const keyAt = (now: number): Uint8Array => keyOf?.(dayAt(now)) ?? random(32);
  let since = clock();
  let key = keyAt(since);

  const nameOf = (host: readonly number[] | undefined, now: number): string => {
    if (keyOf ? dayAt(now) !== dayAt(since) : now - since > day) {
      key = keyAt(now);
      since = now;
      buckets.clear();
    }
    if (!host) return '';
    return createHmac('sha256', key).update(Uint8Array.from(host)).digest('base64').slice(0, 16);
  };

  const tokensOf = (name: string, now: number): number => {
    const last = buckets.get(name) ?? { tokens: perMinute, at: now };
    const back = (Math.max(0, now - last.at) / 60_000) * perMinute;
    return Math.min(perMinute, last.tokens + back);
  };
  const keep = (name: string, tokens: number, now: number): void => {
    buckets.delete(name);
    buckets.set(name, { tokens, at: now });
    if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? '');
  };

  return {
    take: (host, cost) => {
      const now = clock();
      const name = nameOf(host, now);
      const asked = host ? cost : cost / unknownShare;
      const tokens = tokensOf(name, now);
      // Sums of twentieths fall a hair short.
      const isEnough = tokens + 1e-9 >= Math.min(asked, perMinute);
      keep(name, isEnough ? Math.max(0, tokens - asked) : tokens, now);
      if (isEnough) gave?.(name, asked);
      return isEnough ? 0 : Math.ceil(((asked - tokens) / perMinute) * 60);
    },
    spent: (name, tokens) => {
      const now = clock();
      // What two gave at once is owed: over a minute all of them give what one would.
      keep(name, Math.max(-perMinute, tokensOf(name, now) - tokens), now);
    },
  };
};
