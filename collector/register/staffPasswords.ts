/** Passwords of staff: Argon2id, and the same work whether or not there is anything to compare with (R52). */
import { hash, type Options, verify } from '@node-rs/argon2';

/** What one hash costs; the usual is the first recommendation of OWASP's cheat sheet. */
export type PasswordCost = Pick<Options, 'memoryCost' | 'timeCost' | 'parallelism'>;

export const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  /** What is kept of a password. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one; null is nobody's hash, and takes as long. */
  matches(kept: string | null, password: string): Promise<boolean>;
}

/** However it is typed: composed or decomposed is the same password. */
const composed = (password: string): string => password.normalize('NFC');

/** Hashes of the cost. */
export const passwordsOf = (cost: PasswordCost = usualCost): Passwords => {
  const keep = (password: string) => hash(composed(password), cost);
  // Made before it is needed: the first who asks for nobody must not wait longer than others.
  const nobodys = keep('nobody has this password');
  nobodys.catch(() => {});
  return {
    hash: keep,
    matches: async (kept, password) => {
      const same = await verify(kept ?? (await nobodys), composed(password));
      return same && kept !== null;
    },
  };
};
