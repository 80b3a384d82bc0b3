/** Removes what denied purposes have left: cookies, stored items and frames. */
import { allows } from '../consent/state.ts';
import { sweepFrames, sweepNames } from '../gate/sweep.ts';
import type { Desk } from './desk.ts';
import { standing } from './standing.ts';

/** Twice: a tag that still runs may write its cookies once more in its next turn (C13). */
export const sweep = ({ handle, own: { cookies } }: Desk): void => {
  const granted = (purpose: string) => allows(standing(handle), purpose);
  const names = (wanted: boolean) =>
    Object.keys(cookies).flatMap((purpose) => (granted(purpose) === wanted ? (cookies[purpose] ?? []) : []));
  const once = () => {
    // A name that a granted purpose declares too stays.
    const kept = names(true);
    sweepNames(names(false).filter((name) => !kept.includes(name)));
  };
  once();
  sweepFrames(granted);
  setTimeout(once, 50);
};
