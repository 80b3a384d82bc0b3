/** What an event counts as: its measures, and its value in every dimension. */
import type { Reduced } from '../google/reduced.ts';
import { type Dimension, dimensions, type Measure, unknown } from './count.ts';

/** Characters of a value; longer ones are cut, and the same afterwards. */
const longest = 200;

/** Where nobody came from: typed in, a bookmark, or a page of the site itself. */
const none = 'none';

/** Nothing where it is no text. */
const cut = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replaceAll(/\p{Cc}/gu, '')
        .slice(0, longest)
        .toWellFormed()
    : '';

/** Path alone: neither host nor query. */
const pathOf = (page: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(page)?.[1] || '/';

const valueIn: Record<Dimension, (body: Partial<Reduced>) => string | null | undefined> = {
  language: ({ language }) => language,
  browser: ({ browser }) => browser,
  country: ({ country }) => country,
  device: ({ device }) => device,
  screen: ({ screen }) => screen,
  page: ({ page }) => (page === undefined ? undefined : pathOf(page)),
  referrer: ({ referrer }) => referrer ?? none,
  event: ({ name }) => name,
};

/** Every event has one value in every dimension: so the sums over any of them are the same. */
export const valuesOf = (body: Partial<Reduced>): [Dimension, string][] =>
  dimensions.map((dimension) => [dimension, cut(valueIn[dimension](body)) || unknown]);

/** What the event counts as, beside its visitor. */
export const measuresOf = ({ name, starts }: Partial<Reduced>): Measure[] => [
  'events',
  ...(name === 'page_view' ? (['page_views'] as const) : []),
  ...(starts === true ? (['sessions'] as const) : []),
];

/** What was stored. One that cannot be read is an event of which nothing is known: it must not hold the others up. */
export const bodyOf = (text: string): Partial<Reduced> => {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
};
