/** Periods of retention: days to the millisecond, months by the calendar of Helsinki. */
import { type Day, dayOf, daysBetween, endOf, plusDays, plusMonths, startOf } from '../../calendar/day.ts';

export const units = ['days', 'months'] as const;
export type Unit = (typeof units)[number];

export interface Period {
  amount: number;
  unit: Unit;
}

const dayLong = 86_400_000;

/** The first day whose months are not over yet on a day: where its own month is shorter, later than so many months back. */
const firstKept = (today: Day, months: number): Day => {
  const back = plusMonths(today, -months);
  return plusMonths(back, months) < today ? plusDays(back, 1) : back;
};

/** What happened before this time has outlived the period now. A month ends with the same day of the later one, which is kept whole. */
export const cutOff = (now: number, { amount, unit }: Period): number =>
  unit === 'days' ? now - amount * dayLong : startOf(firstKept(dayOf(now), amount));

/** The last millisecond for which something that happened then is kept. */
export const keptUntil = (at: number, { amount, unit }: Period): number =>
  unit === 'days' ? at + amount * dayLong : endOf(plusMonths(dayOf(at), amount));

/** Days of a period, for comparing periods: counted from a first of January. */
export const lengthOf = ({ amount, unit }: Period): number =>
  unit === 'days' ? amount : daysBetween('2001-01-01', plusMonths('2001-01-01', amount));

/** The day after a period that begins with a day. */
export const dayAfter = (day: string, { amount, unit }: Period): string =>
  unit === 'days' ? plusDays(day, amount) : plusMonths(day, amount);
