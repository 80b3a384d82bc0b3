/** One rate limit for several collectors: each second they tell each other what they gave, by the buckets' names alone. */
import { createHmac } from 'node:crypto';
import type { RateLimit, RateLimitSettings } from './rate.ts';

/** Buckets that are told at once, those that gave most first: what one notification carries. */
const most = 200;

/** How collectors hear of each other. */
interface Telling {
  tell(topic: string, what: unknown): void;
  hear(topic: string, listener: (what: unknown) => void): void;
}

export interface SharedRate {
  settings: Pick<RateLimitSettings, 'keyOf' | 'gave'>;
  /** Takes what the others tell out of this one's buckets. */
  hear(limit: Pick<RateLimit, 'spent'>): void;
  /** Tells what was given since the last time. */
  tell(): Promise<void>;
}

/** `key` is the same in every collector; the buckets' names are hashes under what is made from it for a day, and never kept. */
export const sharedRate = (peers: Telling, key: Uint8Array): SharedRate => {
  let given = new Map<string, number>();
  return {
    settings: {
      keyOf: (day) => createHmac('sha256', key).update(`lupa rate ${day}`).digest(),
      gave: (name, tokens) => {
        given.set(name, (given.get(name) ?? 0) + tokens);
      },
    },
    hear: (limit) =>
      peers.hear('rate', (told) => {
        for (const [name, tokens] of told as [string, number][]) limit.spent(name, tokens);
      }),
    tell: async () => {
      if (given.size === 0) return;
      const told = [...given].sort(([, one], [, other]) => other - one).slice(0, most);
      given = new Map();
      peers.tell('rate', told);
    },
  };
};
