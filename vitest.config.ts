import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Threads run no TypeScript on Node 20: tests start the one that `buildThread` has bundled.
    alias: [
      {
        find: /^\.\/threadFile\.ts$/,
        replacement: fileURLToPath(new URL('./test/support/threadFile.ts', import.meta.url)),
      },
    ],
  },
  test: {
    // A machine that does much else is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
    include: ['test/{collector,shared,demo,rules,tools,examples}/**/*.test.ts', 'test/*.test.ts'],
    globalSetup: ['test/support/buildThread.ts'],
    environment: 'node',
    pool: 'forks',
    // One for each of two cores: left alone it keeps one of them for itself.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
