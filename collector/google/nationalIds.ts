/** Numbers that a state gives to a person: Nordic, Baltic and German ones, by form, date and check. */
import { digitsOf, isDay, luhn, mod1110, weighed } from './checks.ts';
import { type Find, matches } from './finds.ts';

const henkilotunnus = /(?<!\d)(\d\d)[. ]?(\d\d)[. ]?(\d\d)( ?[-+a-fu-y_/.] ?| |)(\d{3})([0-9a-fhj-npr-y])/gi;
const checkSigns = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Finnish: every sign of a century, those of 2023 too (Decree 690/2022). Without one of them, only with a letter at its end. */
export const henkilotunnuksetIn = (text: string): Find[] =>
  matches(text, henkilotunnus, 'national_id', ([, day, month, year, sign, number, check]) => {
    const expected = checkSigns[Number(`${day}${month}${year}${number}`) % 31];
    const written = check?.toUpperCase();
    return (
      isDay(Number(day), Number(month)) &&
      written === expected &&
      (/[-+a-z]/i.test(sign ?? '') || !/\d/.test(check ?? ''))
    );
  });

type Check = (digits: string, shape: string) => boolean;

/** Swedish, also coordination numbers (day + 60): YYMMDD-NNNC with or without the century. */
const swedish: Check = (digits, shape) => {
  if (!/^(?:18|19|20)?\d{6}-?\d{4}$/.test(shape)) return false;
  const ten = digits.slice(-10);
  const day = Number(ten.slice(4, 6));
  return isDay(day > 60 ? day - 60 : day, Number(ten.slice(2, 4))) && luhn(ten);
};

/** Danish: since 2007 there are numbers without a check, known by their form alone. */
const danish: Check = (digits, shape) =>
  /^\d{6}-?\d{4}$/.test(shape) &&
  isDay(Number(digits.slice(0, 2)), Number(digits.slice(2, 4))) &&
  (shape.includes('-') || weighed(digitsOf(digits), [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0);

/** Norwegian, also D numbers (day + 40) and those of registers and tests (month + 40, 65, 80). */
const norwegian: Check = (digits, shape) => {
  if (!/^\d{6}-?\d{5}$/.test(shape)) return false;
  const given = digitsOf(digits);
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  return (
    [0, 40, 65, 80].some((more) => isDay(day > 40 ? day - 40 : day, month - more)) &&
    weighed(given, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighed(given, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
};

/** Estonian, and Lithuanian alike: GYYMMDDSSSC. */
const estonian: Check = (digits, shape) => {
  if (!/^[1-8]\d{10}$/.test(shape)) return false;
  if (!isDay(Number(digits.slice(5, 7)), Number(digits.slice(3, 5)))) return false;
  const given = digitsOf(digits);
  const first = weighed(given, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighed(given, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return given[10] === (first < 10 ? first : second < 10 ? second : 0);
};

/** Latvian, as written with its hyphen: a date, or 32 and no date since 2017. */
const latvian: Check = (digits, shape) =>
  /^\d{6}-\d{5}$/.test(shape) &&
  (digits.startsWith('32') || isDay(Number(digits.slice(0, 2)), Number(digits.slice(2, 4))));

/** German tax id: of its first ten digits one comes twice or thrice. */
const german: Check = (digits, shape) => {
  if (!/^[1-9]\d-?\d{3}-?\d{3}-?\d{3}$/.test(shape)) return false;
  const different = new Set(digits.slice(0, 10)).size;
  return (different === 9 || different === 8) && mod1110(digits);
};

const checks = [swedish, danish, norwegian, estonian, latvian, german];

/** Whether digits, with `-` in the place of whatever parts them, are somebody's number. */
export const isNationalId = (digits: string, shape: string): boolean =>
  digits.length > 9 && digits.length < 13 && checks.some((check) => check(digits, shape));
