/** What was last sent to Google for each site, exactly as sent but for the secret; in memory, for the owner to see. */
import type { Exchange } from '../egress.ts';

export interface Sent {
  /** Unix milliseconds. */
  at: number;
  /** With `***` for the secret. */
  url: string;
  headers: Exchange['headers'];
  body: string;
  /** Google's answer; null where nobody answered. */
  status: number | null;
}

export interface LastSent {
  note(controller: number, site: number, sent: Sent): void;
  /** Newest first. */
  of(controller: number, site: number): readonly Sent[];
}

/** Requests that are remembered of each site. */
const most = 20;

export const lastSent = (): LastSent => {
  const sites = new Map<string, Sent[]>();
  return {
    note: (controller, site, sent) => {
      const name = `${controller} ${site}`;
      const known = sites.get(name) ?? [];
      known.unshift(sent);
      known.length = Math.min(known.length, most);
      sites.set(name, known);
    },
    of: (controller, site) => [...(sites.get(`${controller} ${site}`) ?? [])],
  };
};
