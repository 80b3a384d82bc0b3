/** The page as it is told of: its path with the parameters that the site allows, and the origin that led to it. */

export interface View {
  page: string;
  referrer: string;
  /** Left open while the page is shown: single pages set theirs after they have moved. */
  title?: string;
}

/** Of the address as it is now. */
export const pageOf = (query: string[]): string => {
  const given = new URLSearchParams(location.search);
  const kept = query.flatMap((name) => given.getAll(name).map((value) => [name, value]));
  return `${location.pathname}${kept.length ? '?' : ''}${new URLSearchParams(kept)}`.slice(0, 2048);
};

/** What was searched for on the site, by the first parameter that holds something. */
export const termOf = (search: string[]): string | undefined => {
  const given = new URLSearchParams(location.search);
  return search.map((name) => given.get(name)).find((term) => term) ?? undefined;
};

/** The origin that led here; empty where there is none, and where it is the site's own. */
export const referrerOf = (own: string[]): string => {
  try {
    const { hostname, origin, protocol } = new URL(document.referrer);
    return own.includes(hostname) || !/^http/.test(protocol) ? '' : origin;
  } catch {
    return '';
  }
};
