/** Random ids in text: they single out one person, one cart, one link of an e-mail (CNIL 6). */
import { type Find, matches } from './finds.ts';

const uuid = /(?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-f])/gi;
const run = /(?<![a-z0-9_-])[a-z0-9_-]{16,}/gi;
/** Google's and Meta's ids of a browser, from their cookies. */
const cookie =
  /(?<![a-z0-9.])(?:GA\d\.\d\.\d{5,12}\.\d{5,12}|fb\.\d\.\d{10,14}\.[a-z0-9_-]{5,60}|\d{7,10}\.\d{10})(?![a-z0-9.])/gi;
/** Where letters give way to digits, digits to letters, small letters to capitals. */
const change = /(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Za-z])/g;

const amount = (text: string, of: RegExp): number => text.match(of)?.length ?? 0;

/** Letters in both cases and digits change places in a random id far more often than in names of things. */
const isRandom = (text: string): boolean => {
  const signs = amount(text, /[a-z\d]/gi);
  const digits = amount(text, /\d/g);
  if (digits < 3 || digits === signs) return false;
  if (/^(?:[0-9a-f]+|[a-z0-9]{20,})$/i.test(text)) return true;
  return signs > 19 && amount(text, change) * 4 >= signs;
};

/** UUIDs, hexadecimal ids of 16 digits and more, other random ids of 20 characters and more. */
export const tokenFinders: readonly ((text: string) => Find[])[] = [
  (text) => matches(text, cookie, 'token', () => true),
  (text) => matches(text, uuid, 'token', ([found]) => /[a-f]/i.test(found) || found.includes('-')),
  (text) => matches(text, run, 'token', ([found]) => isRandom(found)),
];
