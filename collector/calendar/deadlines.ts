/** When periods of the law end: months to the same day, moved on to a working day, to its last millisecond in Helsinki. */
import { type Day, dayOf, daysBetween, endOf, plusMonths } from './day.ts';
import { workdayFrom } from './holidays.ts';

/**
 * The end of a period of months that began at a time; both Unix milliseconds. The day of the event is not counted, so a
 * month ends with the same day of the next, or its last; on a day without work it ends with the next working day
 * (Regulation 1182/71, article 3).
 */
export const monthsAfter = (time: number, months: number): number =>
  endOf(workdayFrom(plusMonths(dayOf(time), months)));

/** One month: GDPR 12(3), 14(3). */
export const oneMonthAfter = (time: number): number => monthsAfter(time, 1);

/** The longest that 12(3) can be extended to: two further months, counted from receipt. */
export const extendedAfter = (time: number): number => monthsAfter(time, 3);

/** 72 hours (GDPR 33(1)): a period of hours, which no holiday moves. */
export const seventyTwoHoursAfter = (time: number): number => time + 72 * 3_600_000;

/** Whole days in Helsinki from the day of one time to a day: `2026-03-01T23:30Z` is the second of March there. */
export const daysUntil = (time: number, day: Day): number => daysBetween(dayOf(time), day);
