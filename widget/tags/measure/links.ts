/** Presses of links that lead away from the site, or to a file. */

// As Google's enhanced measurement lists them.
const file =
  /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp(s|t|tx)|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma)$/i;

/** Also by the middle button. Addresses without query and fragment; `mailto:` and `tel:` have no host, and are nobody's affair. */
export const links = (own: string[], event: (name: string, params: unknown) => void): void => {
  const pressed = (press: MouseEvent) => {
    const link = press.composedPath().find((one) => (one as HTMLAnchorElement).hostname) as
      | HTMLAnchorElement
      | undefined;
    if (!link || press.button > 1 || !/^http/.test(link.protocol)) return;
    const { hostname, pathname } = link;
    const link_url = link.origin + pathname;
    const [, file_extension] = file.exec(pathname) ?? [];
    if (file_extension) event('file_download', { file_name: pathname, file_extension, link_url });
    if (!own.includes(hostname)) event('click', { link_domain: hostname, link_url, outbound: true });
  };
  // As they go down: a page may stop them on their way up.
  addEventListener('click', pressed, true);
  addEventListener('auxclick', pressed, true);
};
