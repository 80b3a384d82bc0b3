/** A user account: the name that a person signs in with (R19). Its password is set by a call of its own and shown by none. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time } from './member.ts';

/** Neither blanks nor what cannot be seen: two names that look alike would be two accounts. */
export const userName = v.pipe(
  filled(200),
  v.regex(/^[^\s\p{C}]+$/u, 'A user name has no blanks and no invisible characters.'),
);

/** Long enough to be hard to guess (NIST SP 800-63B); any characters, blanks too. */
export const newPassword = v.pipe(filled(256), v.minLength(10, 'A password has at least 10 characters.'));

/** What somebody typed who wants in. */
export const givenPassword = filled(256);

export const account = {
  person: reference,
  userName,
  closed: maybe(time),
};
