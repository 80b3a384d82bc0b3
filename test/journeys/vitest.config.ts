import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Whole products and browsers: one at a time on two cores.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
