/** Rate limits: a token bucket for each keyed hash of an address, in memory alone, under a key that lives for a day. */
import { createHmac } from 'node:crypto';

export interface RateLimit {
  /** Takes `cost` tokens from the bucket of a host: 0 where it had them, else the seconds until it will. */
  take(host: readonly number[] | undefined, cost: number): number;
}

export interface RateLimitSettings {
  /** Tokens that a bucket holds, and gets back in a minute; 0: no limit at all. */
  perMinute: number;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
  /** Buckets held; beyond, the least lately used one is forgotten, that is, full again. */
  most?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const day = 24 * 60 * 60 * 1000;
/** Those whose address is not known share one bucket: a proxy that says nothing legible must not shut visitors out. */
const unknownShare = 20;

export const rateLimit = ({ perMinute, clock, random, most = 50_000 }: RateLimitSettings): RateLimit => {
  if (perMinute === 0) return { take: () => 0 };
  const buckets = new Map<string, Bucket>();
  let key = random(32);
  let since = clock();

  const nameOf = (host: readonly number[] | undefined, now: number): string => {
    if (now - since > day) {
      key = random(32);
      since = now;
      buckets.clear();
    }
    if (!host) return '';
    return createHmac('sha256', key).update(Uint8Array.from(host)).digest('base64').slice(0, 16);
  };

  return {
    take: (host, cost) => {
      const now = clock();
      const name = nameOf(host, now);
      const asked = host ? cost : cost / unknownShare;
      const last = buckets.get(name) ?? { tokens: perMinute, at: now };
      const back = (Math.max(0, now - last.at) / 60_000) * perMinute;
      const tokens = Math.min(perMinute, last.tokens + back);
      // Sums of twentieths fall a hair short.
      const isEnough = tokens + 1e-9 >= Math.min(asked, perMinute);
      buckets.delete(name);
      buckets.set(name, { tokens: isEnough ? Math.max(0, tokens - asked) : tokens, at: now });
      if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? '');
      return isEnough ? 0 : Math.ceil(((asked - tokens) / perMinute) * 60);
    },
  };
};
