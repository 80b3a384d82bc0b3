/** Work in the background: one job again and again, never two of it at once, and never in the way of a stop. */

/** Does a part of what waits to be done; leaves off early where `stopped()`. */
export type Job = (stopped: () => boolean) => Promise<void>;

export interface Background {
  /** Resolves when a run that was under way has left off. */
  stop(): Promise<void>;
}

/** Runs the job now and `pause` ms after the end of each run. A run that fails is reported, and the next comes all the same. */
export const repeat = (job: Job, pause: number, report: (fault: unknown) => void): Background => {
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  const stopped = () => stopping;
  const run = async (): Promise<void> => {
    await job(stopped).catch(report);
    if (stopping) return;
    timer = setTimeout(() => {
      running = run();
    }, pause);
    // A process that has nothing else to do may end.
    timer.unref();
  };
  let running = run();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
};

/** Begins a job in the background, as `repeat` does. */
export type Begin = (job: Job, pause: number) => Background;

/** How often (ms) a collector looks whether it leads by now. */
const looks = 1000;

/**
 * Begins jobs that only one of several collectors does: whoever leads. `term` is 0 for all others; whoever begins to lead does each
 * job at once, and leaves off in the middle when it leads no more.
 */
export const soleBegin =
  (term: () => number, report: (fault: unknown) => void): Begin =>
  (job, pause) => {
    let done = { term: 0, at: 0 };
    return repeat(
      async (stopped) => {
        const now = term();
        if (now === 0 || (done.term === now && performance.now() - done.at < pause)) return;
        try {
          await job(() => stopped() || term() !== now);
        } finally {
          done = { term: now, at: performance.now() };
        }
      },
      Math.min(pause, looks),
      report,
    );
  };
