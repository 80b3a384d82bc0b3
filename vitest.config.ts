import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{collector,shared,demo,rules,tools,examples}/**/*.test.ts', 'test/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
