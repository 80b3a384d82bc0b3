/** Passwords: Argon2id with a random salt (R20; RFC 9106). Only the hash is ever kept, and nothing else is ever answered. */
import { hash, type Options, verify } from '@node-rs/argon2';
import type { World } from '../world.ts';

/** What a guess costs: KiB of memory, and passes over it. */
export interface PasswordCost {
  memory: number;
  passes: number;
}

/** OWASP's least for Argon2id with one lane: 19 MiB and two passes. */
export const usualCost: PasswordCost = { memory: 19_456, passes: 2 };

/** So many at a time: each takes its memory, and a thread that others need too. */
const atOnce = 2;
const mostWaiting = 200;

/** Too many wait already. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy';
}

export interface Passwords {
  /** The hash to keep, with its salt and parameters. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one of the hash. Without a hash the answer is no, after the same work. */
  isRight(kept: string | null, password: string): Promise<boolean>;
  /** Whether the hash was made when guessing was meant to cost less. */
  isWeaker(kept: string): boolean;
}

/** The same characters are the same bytes, however the keyboard composes them (NIST SP 800-63B 5.1.1.2). */
const plain = (password: string): string => password.normalize('NFKC');

/** A turnstile: at most `atOnce` tasks, the others in line. */
const turnstile = () => {
  const line: (() => void)[] = [];
  let inside = 0;
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (inside >= atOnce) {
      if (line.length >= mostWaiting) throw new PasswordsBusy('Too many passwords wait to be checked.');
      await new Promise<void>((enter) => line.push(enter));
    } else inside += 1;
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next();
      else inside -= 1;
    }
  };
};

export const passwordsOf = (
  { random }: Pick<World, 'random'>,
  { memory, passes }: PasswordCost = usualCost,
): Passwords => {
  const inTurn = turnstile();
  const make = (password: string): Promise<string> => {
    // Argon2id and version 1.3 are the library's own choice.
    const options: Options = { memoryCost: memory, timeCost: passes, parallelism: 1, salt: random(16) };
    return inTurn(() => hash(plain(password), options));
  };
  // Nobody's: what a guess is compared with where there is nothing to compare it with.
  const nobodys = make(Buffer.from(random(32)).toString('base64'));
  nobodys.catch(() => undefined);
  return {
    hash: make,
    isRight: async (kept, password) => {
      const compared = kept ?? (await nobodys);
      const right = await inTurn(() => verify(compared, plain(password)));
      return right && kept !== null;
    },
    isWeaker: (kept) => {
      const [, m, t] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(kept) ?? [];
      return !(Number(m) >= memory && Number(t) >= passes);
    },
  };
};
