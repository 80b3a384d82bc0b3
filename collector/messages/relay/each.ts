/** Work for many, some of it at once. */

/** Runs the work for each, `atOnce` of them at a time; after a failure none is begun any more, and it rejects with that. */
export const each = async <One>(
  ones: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<void>,
): Promise<void> => {
  const left = [...ones];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined && !failed; one = left.shift())
      await work(one).catch((error: unknown) => {
        failed = true;
        throw error;
      });
  };
  const all = await Promise.allSettled(Array.from({ length: Math.min(atOnce, left.length) }, worker));
  const fault = all.find((one) => one.status === 'rejected');
  if (fault) throw fault.reason;
};
