/** The recipes of docs/proxy.md tried with the real programs, by hand: `npx vitest run --config test/proxies/vitest.config.ts`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/proxies/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    // Next is installed and built first.
    hookTimeout: 600_000,
  },
});
