/** When something happened, as another server tells: not in the future, but for what its clock is ahead. */
import { Problem } from '../problem.ts';

const ahead = 5 * 60_000;

/** Unix milliseconds; `now` where nothing is said. */
export const timeTold = (at: string | undefined, now: number, pointer = '/at'): number => {
  if (at === undefined) return now;
  const time = Date.parse(at);
  if (time > now + ahead)
    throw new Problem('wrong-body', 'This is in the future: check the clock of your server.', pointer);
  return time;
};
