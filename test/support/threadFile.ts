/** In the place of `collector/store/threadFile.ts` in tests: the thread's program, which `buildThread` has bundled. */

export const threadFile = new URL('../../dist/test-thread/thread.js', import.meta.url);
