/** Types of `browsers.mjs`, for the tests that are TypeScript. */
export interface Browsers {
  chromium?: string;
  firefox?: string;
  webkit?: { driver: string; browser: string; display: string };
}
export const quiet: string[];
export function findBrowsers(wanted?: (keyof Browsers)[]): Browsers;
