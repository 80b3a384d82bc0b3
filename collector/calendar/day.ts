/** Days of the calendar in Helsinki, where the law's days begin and end. */

const zone = 'Europe/Helsinki';
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const offsets = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });

const dayLong = 86_400_000;

/** A day as text: `2026-11-23`. */
export type Day = string;

/** The day in Helsinki at a time (Unix milliseconds). */
export const dayOf = (time: number): Day => parts.format(time);

/** Midnight UTC of a day: a day as a number to count with, no instant of Helsinki. */
const counted = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

const textOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** So many days after a day; before it where negative. */
export const plusDays = (day: Day, days: number): Day => textOf(counted(day) + days * dayLong);

/** Days from one to the other; negative where the other is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((counted(to) - counted(from)) / dayLong);

/** The same day so many months later, or the last of that month where it has no such day (Regulation 1182/71, article 3(2)(c)). */
export const plusMonths = (day: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return textOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
};

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): number => new Date(counted(day)).getUTCDay();

/** Milliseconds by which Helsinki is ahead of UTC at this instant. */
const aheadAt = (time: number): number => {
  const [, hours = '0', minutes = '0'] = /GMT\+(\d\d):(\d\d)/.exec(offsets.format(time)) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** The first millisecond of a day in Helsinki. Unix milliseconds. */
export const startOf = (day: Day): number => {
  // Midnight as if Helsinki were at UTC, then brought to where it is.
  const midnight = counted(day);
  return midnight - aheadAt(midnight - aheadAt(midnight));
};

/** The last millisecond of a day in Helsinki. */
export const endOf = (day: Day): number => startOf(plusDays(day, 1)) - 1;
