/** Vouchers: kept from the end of the calendar year in which the financial year ended (Accounting Act 1336/1997, 2:10). */
import { type Day, dayOf, plusDays, plusMonths, startOf } from '../../calendar/day.ts';
import { dayAfter, type Period } from './period.ts';

/** The last day of a financial year, every year: `MM-DD`. */
export type YearEnd = string;

/** The day on which the financial year ends in that calendar year: the last of February where there is no 29th. */
const endIn = (year: number, yearEnd: YearEnd): Day => {
  const text = String(year).padStart(4, '0');
  return yearEnd === '02-29' ? plusDays(`${text}-03-01`, -1) : `${text}-${yearEnd}`;
};

/** The last day of the financial year that a time belongs to. */
export const financialYearOf = (time: number, yearEnd: YearEnd): Day => {
  const day = dayOf(time);
  const year = Number(day.slice(0, 4));
  const end = endIn(year, yearEnd);
  return day <= end ? end : endIn(year + 1, yearEnd);
};

/** The first day on which a voucher of this time may go. */
export const vouchersUntil = (time: number, yearEnd: YearEnd, period: Period): Day =>
  plusDays(dayAfter(`${financialYearOf(time, yearEnd).slice(0, 4)}-12-31`, period), 1);

/** The first day on which books of this time may go: ten years from the end of the financial year. */
export const booksUntil = (time: number, yearEnd: YearEnd): Day =>
  plusDays(plusMonths(financialYearOf(time, yearEnd), 120), 1);

/** Vouchers of before this time may go now. */
export const vouchersBefore = (now: number, yearEnd: YearEnd, period: Period): number => {
  const today = dayOf(now);
  let year = Number(today.slice(0, 4));
  while (plusDays(dayAfter(`${year}-12-31`, period), 1) > today) year -= 1;
  return startOf(plusDays(endIn(year, yearEnd), 1));
};
