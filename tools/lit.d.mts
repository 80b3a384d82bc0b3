/** Rollup's plugin that leaves out of lit-html what our templates never use. */
export const onlyUsed: {
  name: string;
  transform(
    this: { error(message: string): never },
    code: string,
    id: string,
  ): { code: string; map: null } | null;
};
