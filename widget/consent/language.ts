/** Which of the site's languages this page is in. */

/** The page's own, or its base, or the site's first. Of two that fit, the first in the site's order. */
export const language = (known: Record<string, string>): string => {
  const tags = Object.keys(known);
  const page = `${document.documentElement.lang}-`;
  return tags.find((tag) => page.startsWith(`${tag}-`)) ?? (tags[0] as string);
};
