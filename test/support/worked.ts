/** What something costs in processor time, which others on the same machine cannot lengthen by keeping it waiting. */
import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds of a processor that this process has had since, in all its threads. */
export const workedSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

const own = `/proc/self/task/${process.pid}/schedstat`;

/** Milliseconds of a processor that the main thread has had, where the system tells; else the time. */
export const threadWorked: () => number = existsSync(own)
  ? () => Number(readFileSync(own, 'utf8').split(' ')[0]) / 1e6
  : () => performance.now();
