/** Countries as two capital letters (ISO 3166-1), and which of them are in the European Economic Area. */
import * as v from 'valibot';

/**
 * The European Union with those parts of its states that have a code of their own (Åland; the outermost regions, TFEU 355(1)),
 * Iceland, Liechtenstein, Norway: no transfer tool is needed (GDPR 44).
 */
export const eea = [
  ...'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
  ...'AX GF GP MF MQ RE YT'.split(' '),
];

export const isOutside = (country: string): boolean => !eea.includes(country);

/** What `Intl` names beside countries: groups of them, parts without a code of their own in ISO 3166-1, codes to try with. */
const noCountries = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' ');
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Whether there is such a country today: `UK` and `SU` are names of others. */
const isCountry = (code: string): boolean =>
  names.of(code) !== undefined &&
  new Intl.Locale(`und-${code}`).region === code &&
  !noCountries.includes(code);

export const country = v.pipe(
  v.string('Expected a country.'),
  v.regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1), such as FI.'),
  v.check(
    (code) => /^[A-Z]{2}$/.test(code) && isCountry(code),
    'There is no such country: say two letters of ISO 3166-1, such as GB for the United Kingdom.',
  ),
);
