/** How much may be under way at once for each of many: one site's flood leaves room for the others. */

/** Does `work` for `whom` unless `most` for them are under way already; undefined then. */
export type Crowd = <T>(whom: string, work: () => Promise<T>) => Promise<T | undefined>;

export const crowd = (most: number): Crowd => {
  const inside = new Map<string, number>();
  return async (whom, work) => {
    const already = inside.get(whom) ?? 0;
    if (already >= most) return undefined;
    inside.set(whom, already + 1);
    try {
      return await work();
    } finally {
      const left = (inside.get(whom) ?? 1) - 1;
      if (left > 0) inside.set(whom, left);
      else inside.delete(whom);
    }
  };
};
