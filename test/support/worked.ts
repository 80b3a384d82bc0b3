/** What something costs in processor time, which others on the same machine cannot lengthen by keeping it waiting. */

/** Milliseconds of a processor that this process has had since, in all its threads. */
export const workedSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};
