/** Patience: work that takes too long is given up on, though it may go on. */

/** Rejects when `work` takes longer than `patience` milliseconds. */
export const within = <Result>(work: Promise<Result>, patience: number): Promise<Result> => {
  let late: NodeJS.Timeout | undefined;
  const lateness = new Promise<never>((_, reject) => {
    late = setTimeout(reject, patience, new Error('Too late.'));
  });
  return Promise.race([work, lateness]).finally(() => clearTimeout(late));
};
