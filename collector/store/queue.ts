/** The commit queue: gathers what waits while a commit runs, visitors before imports (DESIGN section 6). */
import type { Urgency } from './store.ts';

/** Writes in one transaction. */
export const turnMost = 500;

export interface CommitQueue<Write> {
  add(write: Write, urgency: Urgency): void;
  /** The writes of the next turn, oldest first; none when nothing waits. */
  take(): Write[];
  /** How many wait. */
  waiting(): number;
}

/** A queue without a timer: whoever runs the turns takes what is there, so that a lone write waits for nothing. */
export const commitQueue = <Write>(most = turnMost): CommitQueue<Write> => {
  const queued: Record<Urgency, Write[]> = { visitor: [], import: [] };
  return {
    add: (write, urgency) => {
      queued[urgency].push(write);
    },
    take: () => {
      const taken = queued.visitor.splice(0, most);
      taken.push(...queued.import.splice(0, most - taken.length));
      return taken;
    },
    waiting: () => queued.visitor.length + queued.import.length,
  };
};
