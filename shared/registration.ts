/** A registration: what a site's own server says of a person who registered there. */
import * as v from 'valibot';
import { filled, text } from './text.ts';

export const registration = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  email: v.pipe(
    filled(254),
    // Not all that RFC 5322 allows, but what mail is really sent to; labels of the domain in any script.
    v.regex(
      /^[^\s@<>"(),:;[\]\\]+@([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*$/u,
      'Not an e-mail address.',
    ),
  ),
  name: filled(200),
  company: v.optional(text(200)),
  position: v.optional(text(200)),
  phone: v.optional(v.pipe(text(40), v.regex(/^[+0-9 ()./-]*$/, 'Not a phone number.'))),
});

export type Registration = v.InferOutput<typeof registration>;
