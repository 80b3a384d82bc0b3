/** Vouchers: kept from the end of the calendar year in which the financial year ended (Accounting Act 1336/1997, 2:10). */
import { type Day, dayOf, plusDays, plusMonths, startOf } from '../../calendar/day.ts';
import { dayAfter, type Period } from './period.ts';

/** A controller's financial years. */
export interface FinancialYears {
  /** The last day of each since the last change, `MM-DD`; an end of February is its last day. */
  yearEnd: string;
  /** Last days around changes, in order: of long and short years (1:4), from the last before the first change on. */
  ends: readonly Day[];
}

const endIn = (year: number, yearEnd: string): Day => {
  const text = String(year).padStart(4, '0');
  return yearEnd.startsWith('02-') && yearEnd >= '02-28'
    ? plusDays(`${text}-03-01`, -1)
    : `${text}-${yearEnd}`;
};

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Whether a day is the last of a financial year that ends so every year. */
export const endsSo = (day: Day, yearEnd: string): boolean => endIn(yearOf(day), yearEnd) === day;

/** The last day of the financial year that a day is in. */
const yearEndAt = (day: Day, { yearEnd, ends }: FinancialYears): Day => {
  const [first] = ends;
  const named = ends.find((end) => end >= day);
  if (named !== undefined && named !== first) return named;
  // In no year that is named: as before the first change, or since the last.
  const usual = named === undefined || first === undefined ? yearEnd : first.slice(5);
  const end = endIn(yearOf(day), usual);
  return day <= end ? end : endIn(yearOf(day) + 1, usual);
};

/** The last day of the financial year that a time belongs to. */
export const financialYearOf = (time: number, years: FinancialYears): Day => yearEndAt(dayOf(time), years);

/** The last end of a financial year until the end of a calendar year. */
const lastEndIn = (year: number, years: FinancialYears): Day => {
  const { yearEnd, ends } = years;
  const usual = [yearEnd, ends[0]?.slice(5) ?? yearEnd].map((end) => endIn(year, end));
  const all = [...ends, ...usual].filter((end) => yearOf(end) <= year && yearEndAt(end, years) === end);
  return all.sort().at(-1) ?? endIn(year - 1, yearEnd);
};

/** The first day on which a voucher of this time may go. */
export const vouchersUntil = (time: number, years: FinancialYears, period: Period): Day =>
  plusDays(dayAfter(`${yearOf(financialYearOf(time, years))}-12-31`, period), 1);

/** The first day on which books of this time may go: ten years from the end of the financial year. */
export const booksUntil = (time: number, years: FinancialYears): Day =>
  plusDays(plusMonths(financialYearOf(time, years), 120), 1);

/** Vouchers of before this time may go now. */
export const vouchersBefore = (now: number, years: FinancialYears, period: Period): number => {
  const today = dayOf(now);
  let year = yearOf(today);
  while (plusDays(dayAfter(`${year}-12-31`, period), 1) > today) year -= 1;
  return startOf(plusDays(lastEndIn(year, years), 1));
};
