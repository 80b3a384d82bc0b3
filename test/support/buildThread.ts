/** Bundles once for all tests what runs outside of them: the store's threads (Node 20 runs no TypeScript), and a whole collector. */
import { cpSync } from 'node:fs';
import { build } from 'esbuild';

export const setup = async (): Promise<void> => {
  await build({
    entryPoints: {
      thread: 'collector/store/thread.ts',
      pdfThread: 'collector/rights/answer/pdfThread.ts',
      main: 'collector/main.ts',
      night: 'test/support/nightProcess.ts',
    },
    outdir: 'dist/test-thread',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  cpSync('collector/store/migrations', 'dist/test-thread/migrations', { recursive: true });
};
