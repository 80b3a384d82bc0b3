/** What tells browsers apart, in classes that many share: the rare is `Other` or nothing (CNIL 5). */
import type { Browser } from '../traffic/browser.ts';

/** The languages of Europe's countries and the world's widely spoken ones (ISO 639-1). */
const languages = new Set(
  `ar be bg bn bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ms mt nb nl nn no
  pl pt ro ru sk sl so sq sr sv sw ta th tl tr uk ur vi zh`.split(/\s+/),
);

/** A language that many share, else null. */
export const commonLanguage = (language: string | null): string | null => {
  const base = language?.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
  return languages.has(base) ? base : null;
};

/** A country's code of two letters, else null. */
export const countryCode = (country: string | null): string | null =>
  country !== null && /^[A-Z]{2}$/.test(country) ? country : null;

const browsers = new Set(
  'Chrome,Edge,Facebook,Firefox,GSA,Instagram,Mobile Safari,Opera,Safari,Samsung Internet'.split(','),
);
const systems = new Set('Android,Chrome OS,Linux,Windows,iOS,macOS'.split(','));

const common = (name: string | null, known: ReadonlySet<string>): string | null =>
  name === null || known.has(name) ? name : 'Other';

/** Family and system where many have them; no version, for an old one is rare and only time tells which. */
export const commonBrowser = ({ browser, os, device }: Browser): Browser => ({
  browser: common(browser, browsers),
  major: null,
  os: common(os, systems),
  device,
});

type Size = readonly [number, number];

/** Wide screens and tall ones, in CSS pixels, from the largest. */
const wide: readonly Size[] = [
  [3840, 2160],
  [2560, 1440],
  [1920, 1080],
  [1536, 864],
  [1440, 900],
  [1366, 768],
  [1280, 720],
  [1024, 768],
];
const tall: readonly Size[] = [
  [1024, 1366],
  [800, 1280],
  [768, 1024],
  [412, 915],
  [390, 844],
  [360, 800],
  [360, 640],
  [320, 568],
];

const largestIn = (sizes: readonly Size[], width: number, height: number): Size | undefined =>
  sizes.find((size) => size[0] <= width && size[1] <= height);

/** The largest common size that fits into a screen, as `1920x1080`; a telephone on its side as upright; else null. */
export const screenClass = (screen: readonly [number, number] | undefined): string | null => {
  if (!screen) return null;
  const [width, height] = screen;
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  const size = (width > height ? largestIn(wide, width, height) : undefined) ?? largestIn(tall, short, long);
  return size ? size.join('x') : null;
};
