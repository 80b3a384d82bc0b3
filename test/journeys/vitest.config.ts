import { defineConfig } from 'vitest/config';
import unit from '../../vitest.config.ts';

export default defineConfig({
  // The collector's threads are built for journeys that open it in the test's own process.
  ...(unit.resolve && { resolve: unit.resolve }),
  test: {
    globalSetup: unit.test?.globalSetup ?? [],
    setupFiles: unit.test?.setupFiles ?? [],
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Whole products and browsers, which mostly wait: two at a time on two cores.
    maxWorkers: 2,
    // Only what never comes takes so long: a machine that does much else is slow, not wrong.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
