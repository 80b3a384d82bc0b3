/** Chance that is the same at every run. */

export interface Chance {
  /** A whole number from 0, below `below`. */
  (below: number): number;
  /** One of these. */
  of<T>(these: readonly T[]): T;
}

/** Mulberry32: small, and even enough to try things with. */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return Object.assign(next, { of: <T>(these: readonly T[]) => these[next(these.length)] as T });
};
