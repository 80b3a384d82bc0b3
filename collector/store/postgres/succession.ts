/**
 * Which server is the database: the one that took writes last, or one that comes after it and lacks nothing of what was
 * answered. A promotion begins a new timeline, by which the one before is told from its successor when both run.
 */
import { Away, Busy, type Readable } from '../store.ts';

/** What tells a server from another, and from itself before it was started anew. */
export interface Server {
  system: string;
  /** Grows with each promotion. */
  timeline: number;
  started: string;
}

export interface Succession {
  isKnown(server: Server): boolean;
  /** Takes another server, or the same that was started anew. Throws `Away` where it is an older one, or lacks something. */
  accept(server: Server, store: Readable): Promise<void>;
  /** What a server that takes the place must have: throws a sentence where it has not. */
  demand(check: (store: Readable) => Promise<void>): void;
  /** Every server is refused from now on, and why. */
  refuse(sentence: string): void;
  /** Why every server is refused. */
  refused(): string | undefined;
}

const same = (one: Server, other: Server): boolean =>
  one.system === other.system && one.timeline === other.timeline && one.started === other.started;

/** Throws where the server is not one that comes after `known`. */
const comesAfter = (server: Server, known: Server | undefined): void => {
  if (known && known.system !== server.system)
    throw new Away(
      'LUPA_DATABASE_URL leads to another database than before: end the collector to go on with it.',
    );
  if (known && server.timeline < known.timeline)
    throw new Away(
      'A server answers that another has taken the place of: end it, and make it a standby of its successor.',
    );
};

/** `report` is told once why every server is refused. */
export const succession = (report: (fault: unknown) => void = () => {}): Succession => {
  let known: Server | undefined;
  let sentence: string | undefined;
  let check: (store: Readable) => Promise<void> = async () => {};
  const looking = new Map<string, Promise<void>>();
  const refuse = (said: string): void => {
    if (sentence !== undefined) return;
    sentence = said;
    report(new Away(said));
  };
  const look = async (server: Server, store: Readable): Promise<void> => {
    try {
      if (known) await check(store);
    } catch (error) {
      // Lost while it looked: the next connection looks again.
      if (error instanceof Busy || !(error instanceof Error)) throw error;
      refuse(error.message);
      throw new Away(error.message);
    }
    comesAfter(server, known);
    known = server;
  };
  return {
    isKnown: (server) => known !== undefined && same(known, server),
    accept: async (server, store) => {
      if (sentence !== undefined) throw new Away(sentence);
      if (known && same(known, server)) return;
      comesAfter(server, known);
      const key = JSON.stringify([server.system, server.timeline, server.started]);
      const looked = looking.get(key) ?? look(server, store);
      looking.set(key, looked);
      await looked.finally(() => looking.delete(key));
    },
    demand: (demanded) => {
      check = demanded;
    },
    refuse,
    refused: () => sentence,
  };
};
