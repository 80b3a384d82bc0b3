/** Once a day at a given time of the machine's clock: how long until then, and the waiting. */
import type { Background, Job } from './background.ts';

/** Milliseconds from `now` until it is `hour:minute` in the machine's time zone; never 0. */
export const untilTime = (now: number, [hour, minute]: readonly [number, number]): number => {
  const next = new Date(now);
  next.setHours(hour, minute, 0, 0);
  // The calendar's next day: where clocks change, a day has 23 or 25 hours.
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  return next.getTime() - now;
};

/** Runs the job each day at that time. A run that fails is reported, and the next comes all the same. */
export const nightly = (
  job: Job,
  at: readonly [number, number],
  clock: () => number,
  report: (fault: unknown) => void,
): Background => {
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        running = job(() => stopping)
          .catch(report)
          .then(() => {
            if (!stopping) wait();
          });
      },
      untilTime(clock(), at),
    );
    timer.unref();
  };
  wait();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
};
