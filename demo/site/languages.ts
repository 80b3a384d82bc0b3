/** The site's languages and the addresses of its pages in each. */

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

export const pages = ['home', 'shop', 'register', 'privacy'] as const;
export type Page = (typeof pages)[number];

/** Finnish lives at the root, the others under their tag. */
export const paths = (language: Language): Record<Page, string> => {
  const base = language === 'fi' ? '' : `/${language}`;
  return {
    home: `${base}/`,
    shop: `${base}/shop`,
    register: `${base}/register`,
    privacy: `${base}/privacy`,
  };
};
