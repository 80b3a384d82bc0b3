/** `gtag`, where the page has none: its calls wait in the data layer until the tag is loaded, if it ever is. */

type Page = { dataLayer?: unknown[]; gtag?: unknown };

export const stub = (): void => {
  const page = window as unknown as Page;
  page.dataLayer ??= [];
  page.gtag ??= function () {
    // biome-ignore lint/complexity/noArguments: the tag takes nothing else for a command (FACTS 0.5).
    page.dataLayer?.push(arguments);
  };
};
