/** How a person is reached: e-mail addresses and telephone numbers as people write them. */
import * as v from 'valibot';
import { filled, text } from './text.ts';

/** An address as a whole. */
export const emailPattern =
  /^[^\s@<>"(),:;[\]\\]+@([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*$/u;

/** Not all that RFC 5322 allows, but what mail is really sent to; labels of the domain in any script. */
export const email = v.pipe(filled(254), v.regex(emailPattern, 'Not an e-mail address.'));

/** A number as people write it. */
export const phone = v.pipe(text(40), v.regex(/^[+0-9 ()./-]*$/, 'Not a phone number.'));
