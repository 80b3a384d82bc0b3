/** An organisation: a customer company, or the employer of a person. */
import * as v from 'valibot';
import { filled, text } from '../text.ts';
import { maybe } from './member.ts';

export const organisation = {
  name: filled(200),
  /** Y-tunnus, or what another country has. */
  businessId: maybe(v.pipe(filled(32), v.regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]*$/, 'Not a business id.'))),
  street: maybe(text(200)),
  postalCode: maybe(text(20)),
  city: maybe(text(100)),
  country: maybe(
    v.pipe(
      v.string('Expected a country.'),
      v.regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).'),
    ),
  ),
};
