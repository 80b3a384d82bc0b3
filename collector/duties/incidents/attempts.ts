/**
 * Attempts that are seen while the collector serves: counted in memory, so that whoever makes them slows nothing; kept and raised
 * as incidents in the background, once they are more than mistakes.
 */
import { createHmac } from 'node:crypto';
import type { AttemptRule } from '../../messages/mail/words/incidents/words.ts';

/**
 * How many within an hour are more than a mistake. Guesses are counted by what was guessed: a script with a wrong key, or a mail
 * scanner with an old link, is one, however often it calls.
 */
const thresholds: Readonly<Record<AttemptRule, number>> = {
  // Refused, or made to wait, at one controller.
  'sign-in': 30,
  // Wrong passwords of one account.
  'account-guessing': 20,
  'forged-token': 10,
  'guessed-link': 50,
  'guessed-key': 20,
  // Found by verification: one is enough.
  ledger: 1,
};

export const window = 3_600_000;

/** So many counters at most: who invents controllers or accounts fills no memory. */
const mostCounters = 10_000;

/** A counter as it is kept. */
export interface Kept {
  rule: AttemptRule;
  controller: number;
  /** What it is counted for, hashed; empty where that is the controller. */
  about: string;
  began: number;
  /** What was guessed, hashed, separated by spaces. */
  seen: string;
  untold: number;
  raised: boolean;
}

interface Counter {
  rule: AttemptRule;
  controller: number;
  about: string;
  began: number;
  /** What was guessed, hashed; as many as it takes. */
  seen: Set<string>;
  /** Attempts that are told nobody yet. */
  untold: number;
  isRaised: boolean;
  isChanged: boolean;
}

export interface Untold {
  rule: AttemptRule;
  controller: number;
  count: number;
}

/** One attempt, as collectors tell each other: what it is about and what was guessed are hashed. */
export interface Seen {
  rule: AttemptRule;
  controller: number;
  about?: string;
  guessed?: string;
  enough?: true;
}

export interface Attempts {
  /**
   * Counts one. `guessed` is what was tried: the same again counts once until it is raised. `about` keeps counters apart, such
   * as accounts; of both only a hash is kept, for an hour, and nothing is told anybody. `enough`: this one alone is more than a mistake.
   */
  saw(
    rule: AttemptRule,
    controller: number,
    more?: { guessed?: string; about?: string; enough?: boolean },
  ): void;
  /** Counts one that another collector has seen. */
  count(seen: Seen): void;
  /** What has passed its threshold and was not taken yet. */
  take(): Untold[];
  /** What was taken, and could not be written. */
  giveBack(untold: Untold): void;
  /** Counters that have changed since they were asked for; at most so many. */
  changed(most: number): Kept[];
  /** Goes on with what was kept. */
  restore(kept: readonly Kept[]): void;
}

const nameOf = (rule: AttemptRule, controller: number, about: string): string =>
  `${rule} ${controller} ${about}`;

/**
 * `key`: under it what is guessed is hashed, so that nobody who has the database can try names and passwords against it. `tell`
 * takes what other collectors are to count.
 */
export const attemptsOf = (
  clock: () => number,
  key: Uint8Array,
  tell: (seen: Seen) => void = () => {},
): Attempts => {
  const shortHash = (text: string): string =>
    createHmac('sha256', key).update(`lupa attempt ${text}`).digest('base64').slice(0, 12);
  const counters = new Map<string, Counter>();
  const given: Untold[] = [];
  let swept = Number.NEGATIVE_INFINITY;
  /** Makes room, once a minute at most. */
  const sweep = (now: number): void => {
    if (counters.size < mostCounters || now < swept + 60_000) return;
    swept = now;
    for (const [name, one] of counters)
      if (one.began <= now - window && one.untold === 0) counters.delete(name);
  };
  const counterOf = (rule: AttemptRule, controller: number, hash: string): Counter | undefined => {
    const name = nameOf(rule, controller, hash);
    const known = counters.get(name);
    const now = clock();
    if (known && known.began > now - window) return known;
    counters.delete(name);
    if (known && known.untold > 0) given.push({ rule, controller, count: known.untold });
    sweep(now);
    if (counters.size >= mostCounters) return undefined;
    const none = { seen: new Set<string>(), untold: 0, isRaised: false, isChanged: true };
    const fresh: Counter = { rule, controller, about: hash, began: now, ...none };
    counters.set(name, fresh);
    return fresh;
  };
  const count = ({ rule, controller, about = '', guessed, enough }: Seen): void => {
    const counter = counterOf(rule, controller, about);
    if (!counter) return;
    counter.isChanged = true;
    if (counter.isRaised) {
      counter.untold += 1;
      return;
    }
    counter.seen.add(guessed ?? `#${counter.seen.size}`);
    if (counter.seen.size < thresholds[rule] && !enough) return;
    counter.isRaised = true;
    counter.untold = counter.seen.size;
    counter.seen.clear();
  };
  return {
    saw: (rule, controller, { guessed, about, enough = false } = {}) => {
      const seen: Seen = {
        rule,
        controller,
        ...(about !== undefined && { about: shortHash(about) }),
        ...(guessed !== undefined && { guessed: shortHash(guessed) }),
        ...(enough && { enough }),
      };
      count(seen);
      tell(seen);
    },
    count,
    take: () => {
      const taken = given.splice(0);
      for (const counter of counters.values()) {
        if (!counter.isRaised || counter.untold === 0) continue;
        const { rule, controller, untold } = counter;
        const same = taken.find((one) => one.rule === rule && one.controller === controller);
        if (same) same.count += untold;
        else taken.push({ rule, controller, count: untold });
        counter.untold = 0;
        counter.isChanged = true;
      }
      return taken;
    },
    giveBack: (untold) => {
      given.push(untold);
    },
    changed: (most) => {
      const found: Kept[] = [];
      for (const counter of counters.values()) {
        if (found.length === most) break;
        if (!counter.isChanged) continue;
        counter.isChanged = false;
        const { seen, isRaised, isChanged: _, ...kept } = counter;
        found.push({ ...kept, seen: [...seen].join(' '), raised: isRaised });
      }
      return found;
    },
    restore: (kept) => {
      for (const { seen, raised, ...one } of kept.slice(0, mostCounters))
        counters.set(nameOf(one.rule, one.controller, one.about), {
          ...one,
          seen: new Set(seen.split(' ').filter((hash) => hash !== '')),
          isRaised: raised,
          isChanged: false,
        });
    },
  };
};
