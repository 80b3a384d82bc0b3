/** The commit queue: gathers what waits while a commit runs, and commits it together (DESIGN section 6). */
import { Busy, type Row, type Statement, type Urgency } from './store.ts';

export type Write = readonly Statement[];

/** How one write of a turn ended. */
export type Outcome = { rows: Row[][] } | { error: unknown };

/** Runs the writes in one transaction and answers one outcome each, in order; a bad one spoils no other. */
export type Turn = (writes: readonly Write[]) => Outcome[] | Promise<Outcome[]>;

interface Waiting {
  write: Write;
  resolve: (rows: Row[][]) => void;
  reject: (reason: unknown) => void;
}

export interface Limits {
  /** Writes that may wait; more are refused with `Busy`. */
  waiting: number;
  /** Writes in one transaction. */
  turn: number;
}

/** How one turn went, told to whoever watches. */
export interface TurnDone {
  writes: number;
  failed: number;
  milliseconds: number;
}

export interface CommitQueue {
  /** Writes that wait for their turn. */
  waiting(): number;
  add(write: Write, urgency: Urgency): Promise<Row[][]>;
  /** Resolves when everything taken is done; what comes later is refused. */
  drain(): Promise<void>;
}

const usual: Limits = { waiting: 20_000, turn: 500 };

export const commitQueue = (
  run: Turn,
  limits = usual,
  onTurn: (done: TurnDone) => void = () => {},
): CommitQueue => {
  const waiting: Record<Urgency, Waiting[]> = { visitor: [], import: [] };
  let running = false;
  let closed = false;
  let drained: () => void = () => {};

  const turn = async (): Promise<void> => {
    const taken = waiting.visitor.splice(0, limits.turn);
    taken.push(...waiting.import.splice(0, limits.turn - taken.length));
    const began = performance.now();
    let outcomes: Outcome[];
    try {
      outcomes = await run(taken.map(({ write }) => write));
    } catch (error) {
      outcomes = taken.map(() => ({ error }));
    }
    onTurn({
      writes: taken.length,
      failed: outcomes.filter((one) => 'error' in one).length,
      milliseconds: performance.now() - began,
    });
    taken.forEach(({ resolve, reject }, place) => {
      const outcome = outcomes[place] ?? { error: new Error('The turn left a write unanswered.') };
      if ('rows' in outcome) resolve(outcome.rows);
      else reject(outcome.error);
    });
    running = false;
    next();
  };

  // No timer: `setImmediate` lets the requests that have already arrived join in, and a lone write waits for nothing.
  const next = (): void => {
    if (running) return;
    if (waiting.visitor.length + waiting.import.length === 0) {
      drained();
      return;
    }
    running = true;
    setImmediate(turn);
  };

  return {
    waiting: () => waiting.visitor.length + waiting.import.length,
    add: (write, urgency) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Busy('The store is closing.'));
        if (waiting.visitor.length + waiting.import.length >= limits.waiting) {
          return reject(new Busy('Too many writes wait.'));
        }
        waiting[urgency].push({ write, resolve, reject });
        next();
      }),
    drain: () =>
      new Promise((resolve) => {
        closed = true;
        drained = resolve;
        next();
      }),
  };
};
