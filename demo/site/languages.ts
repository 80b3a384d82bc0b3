/** The site's languages and the addresses of its pages in each. */

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

export const pages = ['home', 'shop', 'register', 'privacy'] as const;
export type Page = (typeof pages)[number];

const priceLists = { fi: 'hinnasto', sv: 'prislista', en: 'price-list' } as const;

/** Finnish lives at the root, the others under their tag. */
export const paths = (language: Language): Record<Page | 'priceList', string> => {
  const base = language === 'fi' ? '' : `/${language}`;
  return {
    home: `${base}/`,
    shop: `${base}/shop`,
    register: `${base}/register`,
    privacy: `${base}/privacy`,
    priceList: `${base}/files/${priceLists[language]}.pdf`,
  };
};
