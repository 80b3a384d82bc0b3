/** `gtag`, where the page has none: its calls wait in the data layer until the tag is loaded, if it ever is. */

declare global {
  interface Window {
    dataLayer?: unknown[];
    gtag?: unknown;
  }
}

export const stub = (): void => {
  window.dataLayer ??= [];
  window.gtag ??= function () {
    // biome-ignore lint/complexity/noArguments: the tag takes nothing else for a command (FACTS 0.5).
    window.dataLayer?.push(arguments);
  };
};
