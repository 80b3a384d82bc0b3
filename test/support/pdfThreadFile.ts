/** In the place of `collector/rights/answer/pdfThreadFile.ts` in tests: the program that `buildThread` has bundled. */

export const pdfThreadFile = new URL('../../dist/test-thread/pdfThread.js', import.meta.url);
