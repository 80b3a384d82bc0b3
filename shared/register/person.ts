/** A person: what the privacy statement lists of them (R13-R18). */
import type * as v from 'valibot';
import { email, phone } from '../contact.ts';
import { filled, language, text } from '../text.ts';
import { maybe, reference } from './member.ts';

export const person = {
  name: maybe(filled(200)),
  email: maybe(email),
  phone: maybe(phone),
  position: maybe(text(200)),
  employerAddress: maybe(text(400)),
  /** In which they are written to. */
  language: maybe(language),
  organisation: maybe(reference),
};

export type Person = v.InferOutput<v.ObjectSchema<typeof person, undefined>>;
