/** Presses of links that lead away from the site, or to a file. */
import { away, event } from './view.ts';

// Whatever may be a file: which extensions are, the collector knows (`shared/analytics.ts`), for the list is long.
const file = /\.(?!html)(\w{2,4})$/;

/** Addresses without query and fragment; `mailto:` and `tel:` have no host, and are nobody's affair. */
export const pressed = (press: MouseEvent): void => {
  // A shadow root has a `host`; a form and the window have whatever an element in them is called.
  const link = press
    .composedPath()
    .find(
      (one) => (one as HTMLAnchorElement).href && (one as HTMLAnchorElement).hostname,
    ) as HTMLAnchorElement;
  // Also by the middle button, not by the right one.
  if (!link || press.button > 1) return;
  const { hostname, origin, pathname } = link;
  const link_url = origin + pathname;
  const file_extension = file.exec(pathname)?.[1];
  if (file_extension) event('file_download', { file_name: pathname, file_extension, link_url });
  if (away(link)) event('click', { link_domain: hostname, link_url, outbound: true });
};
