/** The recipes of docs/proxy.md tried with the real programs, by hand: `npx vitest run --config test/proxies/vitest.config.ts`. */
import { defineConfig } from 'vitest/config';
import unit from '../../vitest.config.ts';

export default defineConfig({
  // As for the journeys: the collector is opened in the test's own process.
  ...(unit.resolve && { resolve: unit.resolve }),
  test: {
    globalSetup: unit.test?.globalSetup ?? [],
    include: ['test/proxies/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    // Next is installed and built first.
    hookTimeout: 600_000,
  },
});
