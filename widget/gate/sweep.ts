/** Removes what a purpose's services have left: cookies and stored items by name, frames that run (C13). */

/** Every domain that a cookie of this page may have been set for: none named, the host, and each parent. */
export const domains = (host: string): string[] => {
  const parts = host.split('.');
  return [
    '',
    ...parts.flatMap((_, index) => {
      const name = parts.slice(index).join('.');
      return [`;domain=${name}`, `;domain=.${name}`];
    }),
  ];
};

/** Every path that a cookie which this page sees may have been set for. */
export const paths = (path: string): string[] =>
  path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/') || '/');

/** Whether one of `names` is this name; they may end in `*`, which stands for any rest. */
const among =
  (names: readonly string[]) =>
  (name: string): boolean =>
    names.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));

/** From the cookies of this host and every parent domain, of this path and every one above it, and from both storages. */
export const sweepNames = (names: readonly string[]): void => {
  try {
    for (const name of document.cookie.split(/=.*?(?:; |$)/).filter(among(names)))
      for (const domain of domains(location.hostname))
        for (const path of paths(location.pathname)) {
          // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and absent in Firefox ESR.
          document.cookie = `${name}=;max-age=0;path=${path}${domain}`;
        }
    for (const shelf of [localStorage, sessionStorage])
      for (const name of Object.keys(shelf).filter(among(names))) shelf.removeItem(name);
  } catch {
    // Where they are forbidden there are none.
  }
};

/** Held frames that run are emptied and held again: the guard cannot see inside them. */
export const sweepFrames = (allows: (purpose: string) => boolean): void => {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(
    'iframe[data-purpose][src]:not([data-src])',
  )) {
    if (frame.dataset.purpose?.split(/\s+/).every(allows)) continue;
    frame.dataset.src = frame.src;
    frame.removeAttribute('src');
    // Put back where it is, it is empty; and the gate sees one that waits.
    frame.after(frame);
  }
};
