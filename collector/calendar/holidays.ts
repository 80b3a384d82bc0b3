/** Public holidays in Finland, on which no period of the law ends (Regulation 1182/71, article 3(4)). */
import { type Day, plusDays, weekday } from './day.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher). */
const easterOf = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const date = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${two(month)}-${two(date)}`;
};

/** The first Saturday from a day on. */
const saturdayFrom = (day: Day): Day => plusDays(day, (6 - weekday(day) + 7) % 7);

const fixed = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'];

/**
 * Those of a year: church days (Act 388/2023 and before it), May Day, Independence Day. Christmas Eve and Midsummer Eve are
 * none by this law; a period may end on them, which is never to the harm of whoever waits for an answer.
 */
export const holidaysOf = (year: number): ReadonlySet<Day> => {
  const easter = easterOf(year);
  return new Set([
    ...fixed.map((day) => `${year}-${day}`),
    // Good Friday, Easter and its Monday, Ascension, Pentecost.
    ...[-2, 0, 1, 39, 49].map((days) => plusDays(easter, days)),
    saturdayFrom(`${year}-06-20`),
    saturdayFrom(`${year}-10-31`),
  ]);
};

const isWorkday = (day: Day): boolean => {
  const which = weekday(day);
  return which !== 0 && which !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day);
};

/** The day itself, or the next working day where it is a Saturday, a Sunday or a holiday. */
export const workdayFrom = (day: Day): Day => (isWorkday(day) ? day : workdayFrom(plusDays(day, 1)));
