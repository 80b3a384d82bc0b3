/** What was last sent to Google for each site, exactly as sent but for the secret; in memory for an hour, for the owner to see. */
import type { Exchange } from '../egress.ts';

/** What goes out; Unix milliseconds, and `***` for the secret in the address. */
export interface Going {
  at: number;
  url: string;
  body: string;
}

export interface Sent extends Going {
  headers: Exchange['headers'];
  /** Google's answer; null where nobody has answered. */
  status: number | null;
}

export interface LastSent {
  /** Answers what takes the exchange, once there was one. */
  note(controller: number, site: number, visitor: Uint8Array, going: Going): (exchange?: Exchange) => void;
  /** Newest first. */
  of(controller: number, site: number, now: number): readonly Sent[];
  /** Forgets what was sent of an erased visitor, and what is being sent. */
  forget(controller: number, visitor: Uint8Array): void;
  /** Forgets what is older than an hour. */
  prune(now: number): void;
}

/** Requests that are remembered of each site, and for how long in milliseconds. */
const most = 20;
const hour = 60 * 60 * 1000;

export const lastSent = (): LastSent => {
  const sites = new Map<string, { visitor: Uint8Array; sent: Sent }[]>();
  const prune = (now: number): void => {
    for (const [name, known] of sites) {
      const young = known.filter(({ sent }) => sent.at > now - hour);
      if (young.length === 0) sites.delete(name);
      else sites.set(name, young);
    }
  };
  return {
    note: (controller, site, visitor, going) => {
      const name = `${controller} ${site}`;
      const sent: Sent = { ...going, headers: [], status: null };
      sites.set(name, [{ visitor, sent }, ...(sites.get(name) ?? [])].slice(0, most));
      return (exchange) => {
        if (exchange) Object.assign(sent, { headers: exchange.headers, status: exchange.status });
      };
    },
    of: (controller, site, now) => {
      prune(now);
      return (sites.get(`${controller} ${site}`) ?? []).map(({ sent }) => sent);
    },
    forget: (controller, visitor) => {
      for (const [name, known] of sites) {
        if (!name.startsWith(`${controller} `)) continue;
        sites.set(
          name,
          known.filter((one) => Buffer.compare(one.visitor, visitor) !== 0),
        );
      }
    },
    prune,
  };
};
