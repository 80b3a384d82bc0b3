/** What the company sells, for how much, and its price list as a file. */
import { company } from '../company.ts';
import { pdf } from './pdf.ts';
import { type Product, products, type Words } from './words/words.ts';

/** Euros without value added tax. */
export const prices: Record<Product, number> = { solo: 890, team: 3900, plant: 9800, course: 1250 };

export const inEuros = (language: string, price: number): string =>
  new Intl.NumberFormat(language === 'en' ? 'en-IE' : `${language}-FI`, {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(price);

/** The price list as PDF, in ASCII. */
export const priceList = (language: string, { shop }: Words): string =>
  pdf(`${company.name} – ${shop.priceListName}`, [
    ...products.map((id) => {
      const { title, per } = shop.products[id];
      const price = inEuros(language, prices[id]).replace(/\s/g, ' ');
      return [title, `${price} / ${per}`] as const;
    }),
    ['', ''] as const,
    [shop.tax, ''] as const,
  ]);
