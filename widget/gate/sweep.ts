/** Removes what a purpose's services have left: cookies by name, frames that run (C13). */

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

/** `names` may end in `*`, which stands for any rest. */
export const sweepCookies = (names: readonly string[]): void => {
  try {
    for (const pair of document.cookie.split('; ')) {
      const name = pair.split('=', 1)[0] ?? '';
      const declared = names.some((one) =>
        one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one,
      );
      if (!declared) continue;
      for (const domain of domains(location.hostname)) {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and absent in Firefox ESR.
        document.cookie = `${name}=;max-age=0;path=/${domain}`;
      }
    }
  } catch {
    // Where cookies are forbidden there are none.
  }
};

/** Held frames that run are emptied and held again: the guard cannot see inside them. */
export const sweepFrames = (allows: (purpose: string) => boolean): void => {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(
    'iframe[data-purpose][src]:not([data-src])',
  )) {
    if (frame.dataset.purpose?.split(/\s+/).every(allows)) continue;
    frame.dataset.src = frame.src;
    frame.src = 'about:blank';
  }
};
