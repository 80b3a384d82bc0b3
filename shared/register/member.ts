/** What members of the register's calls look like: times, references, numbers. */
import * as v from 'valibot';
import { filled } from '../text.ts';

const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Whether the text is a day or an instant of the calendar: 31 February is none. */
const exists = (value: string): boolean => {
  const day = value.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return (
    Number.isFinite(time) &&
    new Date(time).toISOString().startsWith(day) &&
    Number.isFinite(Date.parse(value)) &&
    day >= '1900-01-01' &&
    day < '2200-01-01'
  );
};

/** A time (RFC 3339): a day, or an instant with its offset. */
export const time = v.pipe(
  v.string('Expected a time.'),
  v.regex(form, 'A time is a day such as 2026-11-23 or an instant such as 2026-11-23T09:30:00Z.'),
  v.check(exists, 'There is no such day or time.'),
);

/** The id of a row of the register: a UUID in lower case. */
export const reference = v.pipe(
  v.string('Expected an id.'),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'An id is a UUID in lower case.'),
);

/** A whole number within bounds. */
export const whole = (least: number, most: number) =>
  v.pipe(
    v.number('Expected a number.'),
    v.integer('Expected a whole number.'),
    v.minValue(least, `At least ${least}.`),
    v.maxValue(most, `At most ${most}.`),
  );

/** A member that may be missing, or null: nothing is known. */
export const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema, null);

/** A word of the owner's choosing, such as a purpose or a product group. */
export const word = v.pipe(
  filled(64),
  v.regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*$/u,
    'A letter or digit, then letters, digits, spaces, ".", "_" and "-".',
  ),
);
