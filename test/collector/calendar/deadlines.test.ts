/** Periods as the law counts them, in Helsinki. */
import { describe, expect, test } from 'vitest';
import { dayOf, daysBetween, endOf, plusDays, plusMonths, startOf } from '../../../collector/calendar/day.ts';
import {
  daysUntil,
  extendedAfter,
  oneMonthAfter,
  seventyTwoHoursAfter,
} from '../../../collector/calendar/deadlines.ts';
import { holidaysOf, workdayFrom } from '../../../collector/calendar/holidays.ts';

const month = (time: string) => new Date(oneMonthAfter(Date.parse(time))).toISOString();

describe('one month (GDPR 12(3), 14(3); Regulation 1182/71)', () => {
  test('ends with the same day of the next month, in Helsinki', () => {
    expect(month('2026-09-02T09:00:00Z')).toBe('2026-10-02T20:59:59.999Z');
  });
  test('what comes after ten in the evening UTC came the next day', () => {
    expect(month('2026-11-09T21:59:59Z')).toBe('2026-12-09T21:59:59.999Z');
    expect(month('2026-11-09T22:00:00Z')).toBe('2026-12-10T21:59:59.999Z');
  });
  test('31 January ends with the last of February, which in 2026 is a Saturday and in 2028 a Tuesday', () => {
    expect(month('2026-01-31T09:00:00Z')).toBe('2026-03-02T21:59:59.999Z');
    expect(month('2028-01-31T09:00:00Z')).toBe('2028-02-29T21:59:59.999Z');
  });
  test('over the change of the clocks the day is whole', () => {
    // 29 March 2026 is a Sunday of 23 hours.
    expect(month('2026-02-28T09:00:00Z')).toBe('2026-03-30T20:59:59.999Z');
    expect(startOf('2026-03-30') - startOf('2026-03-29')).toBe(23 * 3_600_000);
    expect(endOf('2026-10-25') + 1 - startOf('2026-10-25')).toBe(25 * 3_600_000);
  });
  test('moves on over Christmas, over Easter and over May Day', () => {
    // The 25th and 26th are holidays, the 27th is a Sunday.
    expect(month('2026-11-25T09:00:00Z')).toBe('2026-12-28T21:59:59.999Z');
    expect(month('2026-03-03T09:00:00Z')).toBe('2026-04-07T20:59:59.999Z');
    expect(month('2026-04-01T09:00:00Z')).toBe('2026-05-04T20:59:59.999Z');
  });
});

test.each([
  ['a Sunday, a minute to midnight', '2026-11-22T21:59:00Z', '2026-12-22T21:59:59.999Z'],
  ['a minute later it is Monday', '2026-11-22T22:00:00Z', '2026-12-23T21:59:59.999Z'],
  ['Independence Day is a Sunday', '2026-11-06T10:00:00Z', '2026-12-07T21:59:59.999Z'],
  ['Christmas Eve is no holiday', '2026-11-24T10:00:00Z', '2026-12-24T21:59:59.999Z'],
  ['Midsummer Eve is none either', '2026-05-19T10:00:00Z', '2026-06-19T20:59:59.999Z'],
  ['Midsummer Day is one', '2026-05-20T10:00:00Z', '2026-06-22T20:59:59.999Z'],
  ['31 January, no leap year, the end is a Sunday', '2027-01-31T10:00:00Z', '2027-03-01T21:59:59.999Z'],
  ['in the night that has no three o’clock', '2026-03-29T00:30:00Z', '2026-04-29T20:59:59.999Z'],
  ['three o’clock for the first time', '2026-10-25T00:30:00Z', '2026-11-25T21:59:59.999Z'],
  ['three o’clock once more', '2026-10-25T01:30:00Z', '2026-11-25T21:59:59.999Z'],
  ['the end is the day of 25 hours, a Sunday', '2026-09-25T10:00:00Z', '2026-10-26T21:59:59.999Z'],
])('one month on hard days: %s', (_, received, due) => {
  expect(month(received)).toBe(due);
});

test('the two further months are counted from receipt', () => {
  expect(new Date(extendedAfter(Date.parse('2026-11-30T09:00:00Z'))).toISOString()).toBe(
    '2027-03-01T21:59:59.999Z',
  );
});

test('72 hours are hours: no Sunday lengthens them', () => {
  expect(seventyTwoHoursAfter(Date.parse('2026-12-24T12:00:00Z'))).toBe(Date.parse('2026-12-27T12:00:00Z'));
});

describe('holidays in Finland', () => {
  test.each([
    [
      2024,
      ['2024-03-29', '2024-03-31', '2024-04-01', '2024-05-09', '2024-05-19', '2024-06-22', '2024-11-02'],
    ],
    [
      2025,
      ['2025-04-18', '2025-04-20', '2025-04-21', '2025-05-29', '2025-06-08', '2025-06-21', '2025-11-01'],
    ],
    [
      2026,
      ['2026-04-03', '2026-04-05', '2026-04-06', '2026-05-14', '2026-05-24', '2026-06-20', '2026-10-31'],
    ],
    [
      2027,
      ['2027-03-26', '2027-03-28', '2027-03-29', '2027-05-06', '2027-05-16', '2027-06-26', '2027-11-06'],
    ],
    [
      2038,
      ['2038-04-23', '2038-04-25', '2038-04-26', '2038-06-03', '2038-06-13', '2038-06-26', '2038-11-06'],
    ],
  ])('the moving ones of %i', (year, moving) => {
    const fixed = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'].map((day) => `${year}-${day}`);
    expect([...holidaysOf(year)].sort()).toEqual([...fixed, ...moving].sort());
  });
  test('a period that would end on one ends on the next working day', () => {
    expect(workdayFrom('2027-01-01')).toBe('2027-01-04');
    expect(workdayFrom('2026-12-06')).toBe('2026-12-07');
    expect(workdayFrom('2026-11-24')).toBe('2026-11-24');
  });
});

describe('days', () => {
  test('months later the day is kept, or the last of the month', () => {
    expect(plusMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(plusMonths('2026-12-15', 1)).toBe('2027-01-15');
  });
  test('are counted from day to day in Helsinki', () => {
    expect(daysBetween('2026-03-01', '2026-03-22')).toBe(21);
    expect(daysUntil(Date.parse('2026-03-01T21:59:59Z'), '2026-03-22')).toBe(21);
    expect(daysUntil(Date.parse('2026-03-01T22:00:00Z'), '2026-03-22')).toBe(20);
    expect(dayOf(Date.parse('2026-06-30T21:00:00Z'))).toBe('2026-07-01');
    expect(plusDays('2026-02-28', 1)).toBe('2026-03-01');
  });
});
