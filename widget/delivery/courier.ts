/** Brings the outbox to the collector: each entry once, again and again until it is acknowledged. */
import type { Entry, Outbox } from './outbox.ts';
import type { Answered, Post } from './post.ts';

/** Answers after which trying again would change nothing, when the collector says why: a hotel's network says 403, too. */
const final = [400, 403, 404, 409, 410, 413, 422];

export interface Courier {
  box: Outbox;
  post: Post;
  now: () => number;
  /** Runs alone among the tabs: what another one adds meanwhile must not be lost. */
  inTurn: (work: () => void) => Promise<void>;
  /** Between 0 and 1. */
  chance: () => number;
  /** Asks for another round then. */
  later: (milliseconds: number) => void;
  acknowledged: (entry: Entry, answer: Answered) => void;
}

/** 2 s, doubled up to 5 minutes, spread so that a returning collector is not met by everyone at once. */
export const backoff = (tries: number, chance: () => number): number =>
  Math.min(2e3 * 2 ** tries, 3e5) * (0.5 + chance());

/** Tries what is due, in order; what remains is tried later on this page, and on the next ones. */
export const courier =
  ({ box, post, now, inTurn, chance, later, acknowledged }: Courier) =>
  async (): Promise<void> => {
    for (const entry of box.all()) {
      if (entry.after > now()) continue;
      const [status, answer] = await post('/decisions', entry.body);
      const done = answer.id === entry.id;
      await inTurn(() => {
        if (done) acknowledged(entry, answer);
        box.settle(
          entry.id,
          done || (answer.type && final.includes(status))
            ? undefined
            : { ...entry, tries: entry.tries + 1, after: now() + backoff(entry.tries, chance) },
        );
      });
      // Not reached at all: the others would fare no better.
      if (!status) break;
    }
    const waits = box.all().map((entry) => entry.after - now());
    if (waits.length) later(Math.max(1e3, Math.min(...waits)));
  };
