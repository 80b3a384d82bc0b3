/** When a message is tried again that was not taken: soon at first, hourly in the end, for three days. */

const minute = 60_000;
const pauses = [minute, 5 * minute, 15 * minute, 30 * minute];
const longest = 60 * minute;

/** From the first attempt on, in milliseconds. */
export const patience = 3 * 24 * 60 * minute;

/** Milliseconds after so many attempts; `chance` is from 0 to 1: what failed together is not tried together. */
export const retryAfter = (attempts: number, chance: number): number =>
  Math.round((pauses[attempts - 1] ?? longest) * (0.9 + chance / 5));
