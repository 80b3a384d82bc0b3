/** A month as the law counts it: to the end of the same day of the next month, or of its last (Regulation 1182/71). */

const zone = 'Europe/Helsinki';
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const offsets = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });

/** Milliseconds by which Helsinki is ahead of UTC at this instant. */
const aheadAt = (time: number): number => {
  const [, hours = '0', minutes = '0'] = /GMT\+(\d\d):(\d\d)/.exec(offsets.format(time)) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** The last millisecond of the day in Helsinki one month after the day of `time`. Unix milliseconds. */
export const oneMonthAfter = (time: number): number => {
  const [year = 0, month = 0, day = 0] = parts.format(time).split('-').map(Number);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  // Midnight after that day, as if Helsinki were at UTC, then brought to where it is.
  const midnight = Date.UTC(year, month, Math.min(day, lastOfNext) + 1);
  return midnight - aheadAt(midnight - aheadAt(midnight)) - 1;
};
