/** What was last sent to Google for each site, exactly as sent but for the secret; in memory for an hour, for the owner to see. */
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
  note(controller: number, site: number, visitor: Uint8Array, sent: Sent): void;
  /** Newest first, those of the last hour. */
  of(controller: number, site: number, now: number): readonly Sent[];
  /** Forgets what was sent of an erased visitor. */
  forget(controller: number, visitor: Uint8Array): void;
}

/** Requests that are remembered of each site, and for how long in milliseconds. */
const most = 20;
const hour = 60 * 60 * 1000;

export const lastSent = (): LastSent => {
  const sites = new Map<string, { visitor: Uint8Array; sent: Sent }[]>();
  return {
    note: (controller, site, visitor, sent) => {
      const name = `${controller} ${site}`;
      const known = (sites.get(name) ?? []).filter((one) => one.sent.at > sent.at - hour);
      sites.set(name, [{ visitor, sent }, ...known].slice(0, most));
    },
    of: (controller, site, now) =>
      (sites.get(`${controller} ${site}`) ?? []).map(({ sent }) => sent).filter(({ at }) => at > now - hour),
    forget: (controller, visitor) => {
      for (const [name, known] of sites)
        if (name.startsWith(`${controller} `))
          sites.set(
            name,
            known.filter((one) => Buffer.compare(one.visitor, visitor) !== 0),
          );
    },
  };
};
