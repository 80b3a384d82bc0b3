/** What the law wants to know of a controller beside its name and contact (GDPR 13(1)(a)-(b), 30(1)(a), (g)). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe } from './member.ts';
import { ombudsman } from './supervisoryAuthority.ts';

const party = v.object({ name: filled(200), contact: filled(320) });

/** `outside`: the software neither does it nor can check it; somebody must. */
const measure = v.object({
  measure: filled(500),
  outside: v.boolean('Say whether it is outside the software: true or false.'),
});

/** Whether the calendar has it. */
const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === day;
};

/** A financial year is eighteen months at most (Accounting Act 1336/1997, 1:4). */
const isOneYear = (from: string, to: string): boolean => {
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
  return from < to && Date.parse(`${to}T00:00:00Z`) <= Date.UTC(year, month - 1 + 18, date + 3);
};

/** Whether there is such a day in every year. */
const isEveryYear = (day: string): boolean => {
  const time = Date.parse(`2023-${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(5, 10) === day;
};

export const controllerDetails = v.object({
  /** Postal address in one line. */
  postalAddress: maybe(filled(300)),
  dataProtectionOfficer: maybe(party),
  /** Of a controller outside the Union (GDPR 27). */
  representative: maybe(party),
  /** GDPR 26. */
  jointControllers: v.optional(v.pipe(v.array(party), v.maxLength(20, 'At most 20.')), []),
  supervisoryAuthority: v.optional(v.object({ name: filled(200), address: filled(320) }), ombudsman),
  /** The last day of the financial year: what accounting law keeps is counted from it (Accounting Act 1336/1997, 2:10). */
  financialYearEnd: v.optional(
    v.pipe(
      v.string('Expected a day.'),
      v.regex(/^\d\d-\d\d$/, 'A month and a day, such as 12-31.'),
      v.check(isEveryYear, 'Not a day of every year: for the end of February say 02-28.'),
    ),
    '12-31',
  ),
  /** What a request that is manifestly unfounded or excessive costs whoever makes it: what answering one costs (GDPR 12(5)(a)). */
  requestFee: maybe(
    v.object({
      /** In the smallest unit of the currency: 3000 is 30 euros. */
      amount: v.pipe(
        v.number('Expected a number.'),
        v.integer('A whole number, of cents.'),
        v.minValue(1, 'At least 1.'),
        v.maxValue(1_000_000, 'At most 1000000: it covers costs alone.'),
      ),
      currency: v.pipe(
        v.string('Expected a currency.'),
        v.regex(/^[A-Z]{3}$/, 'Three letters, such as EUR.'),
      ),
      /** How it was reckoned: for the authority, which may ask. */
      basis: filled(500),
    }),
  ),
  /**
   * Where the end has changed: the last days of the financial years around the change, in order, from the last one that ended as
   * before to the first that ends as now; long and short ones among them.
   */
  financialYears: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string('Expected a day.'),
          v.regex(/^\d{4}-\d\d-\d\d$/, 'A day, such as 2026-12-31.'),
          v.check(isDay, 'There is no such day.'),
        ),
        'Expected a list of days.',
      ),
      v.maxLength(50, 'At most 50.'),
      v.check(
        (days) => days.every((day, place) => place === 0 || isOneYear(days[place - 1] ?? '', day)),
        'Each later than the one before, by eighteen months at most.',
      ),
    ),
  ),
  /** Technical and organisational measures (GDPR 32). */
  measures: v.optional(v.pipe(v.array(measure), v.maxLength(60, 'At most 60.')), [
    {
      measure: 'Access by role and task alone; every read of a person is logged with its reason',
      outside: false,
    },
    {
      measure: 'Staff are bound to confidentiality before they are let in; passwords and a second factor',
      outside: false,
    },
    { measure: 'Encryption at rest under a key kept apart from the data, where one is set', outside: false },
    { measure: 'Addresses of visitors are shortened before they are stored', outside: false },
    { measure: 'An append-only record of events whose alteration is found out', outside: false },
    { measure: 'Backups that cannot bring back what was erased or withdrawn', outside: false },
    { measure: 'Firewalls; encryption between the server and its users', outside: true },
    { measure: 'Servers, and manual material, are kept in locked premises', outside: true },
  ]),
});
export type ControllerDetails = v.InferOutput<typeof controllerDetails>;

/** Of a controller that has said nothing yet. */
export const usualDetails = (): ControllerDetails => v.parse(controllerDetails, {});
