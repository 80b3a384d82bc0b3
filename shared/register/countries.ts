/** Countries as two capital letters (ISO 3166-1), and which of them are in the European Economic Area. */
import * as v from 'valibot';

/** The European Union, Iceland, Liechtenstein, Norway: no transfer tool is needed (GDPR 44). */
export const eea =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');

export const isOutside = (country: string): boolean => !eea.includes(country);

export const country = v.pipe(
  v.string('Expected a country.'),
  v.regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1), such as FI.'),
);
