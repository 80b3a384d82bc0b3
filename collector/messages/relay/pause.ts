/** How long is waited after so many failures in a row: doubling, with jitter, so that nobody is knocked over on return. */

const first = 1000;
const longest = 5 * 60 * 1000;

/** Milliseconds; `chance` is from 0 to 1. */
export const pauseAfter = (failures: number, chance: number): number =>
  failures === 0 ? 0 : Math.round(Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + chance / 2));
