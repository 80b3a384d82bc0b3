import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { filesOfFileAlone } from './test/support/fileOnly.ts';

const onPostgres = process.env['LUPA_TEST_ENGINE'] === 'postgres';
const alone = ['test/collector/store/engines.test.ts', 'test/collector/store/plans.test.ts'];

export default defineConfig({
  resolve: {
    // Threads run no TypeScript on Node 20: tests start the one that `buildThread` has bundled.
    alias: [
      {
        find: /^\.\/threadFile\.ts$/,
        replacement: fileURLToPath(new URL('./test/support/threadFile.ts', import.meta.url)),
      },
      {
        find: /^\.\/pdfThreadFile\.ts$/,
        replacement: fileURLToPath(new URL('./test/support/pdfThreadFile.ts', import.meta.url)),
      },
    ],
  },
  test: {
    // A machine that does much else is slow, not wrong.
    expect: { poll: { timeout: 60_000 } },
    // Loading the collector again for each file was a third of the time. The two that look at every statement that was
    // declared have a process of their own: tests declare some too.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{collector,shared,demo,rules,tools,examples}/**/*.test.ts', 'test/*.test.ts'],
          exclude: onPostgres
            ? [...alone, ...Object.keys(filesOfFileAlone).map((name) => `test/collector/${name}**`)]
            : alone,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'statements', include: alone } },
    ],
    globalSetup: ['test/support/buildThread.ts', 'test/support/startPostgres.ts'],
    setupFiles: ['test/support/connections.ts'],
    environment: 'node',
    pool: 'forks',
    // One for each of two cores: left alone it keeps one of them for itself.
    maxWorkers: 2,
    // Only what never comes takes so long; what must be quick is measured by what it does, never by this.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
