/** `gtag`, where the page has none: its calls wait in the data layer until the tag is loaded, if it ever is. */

declare global {
  interface Window {
    dataLayer?: unknown[];
    gtag?: unknown;
  }
}

/** Returns what puts a command into the data layer, whatever the page has made of `gtag`. */
export const stub = (): ((...given: unknown[]) => void) => {
  window.dataLayer ??= [];
  const gtag = function () {
    // biome-ignore lint/complexity/noArguments: the tag takes nothing else for a command (FACTS 0.5).
    window.dataLayer?.push(arguments);
  };
  window.gtag ??= gtag;
  return gtag;
};
