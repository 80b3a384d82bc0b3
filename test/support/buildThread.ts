/** Bundles the program of the store's threads once for all tests: Node 20 runs no TypeScript in a thread. */
import { build } from 'esbuild';

export const setup = async (): Promise<void> => {
  await build({
    entryPoints: { thread: 'collector/store/thread.ts' },
    outdir: 'dist/test-thread',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
};
