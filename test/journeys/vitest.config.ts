import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Whole products and browsers, which mostly wait: two at a time on two cores.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
