/** Bank accounts and payment cards: whoever has one knows the person. */
import { luhn, mod97 } from './checks.ts';
import { type Find, matches } from './finds.ts';

/** Lengths of IBANs (SWIFT's registry): Europe, and who else uses them much. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CY28 CZ24 DE22 DK18 EE20 EG29 ES24 FI18 FO18 FR27 GB22
  GE22 GI23 GL18 GR27 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19
  MT31 NL18 NO15 PL28 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TR26 UA29 VA22 XK20`
    .split(/\s+/)
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** International bank account numbers, grouped or not. */
export const accountsIn = (text: string): Find[] =>
  matches(text, /(?<![a-z0-9])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}/gi, 'account', ([written]) => {
    const length = lengths[written.slice(0, 2).toUpperCase()];
    if (length === undefined) return false;
    let end = 0;
    let account = '';
    for (; end < written.length && account.length < length; end += 1) {
      const sign = written[end] ?? '';
      if (sign !== ' ' && sign !== '-') account += sign;
    }
    return account.length === length && mod97(account) ? end : false;
  });

/** Whether digits are a payment card's: the issuers' first digits, a length, and Luhn's check. */
export const isCard = (digits: string): boolean =>
  digits.length > 12 && digits.length < 20 && /^(?:2[2-7]|3[0-9]|4|5|6)/.test(digits) && luhn(digits);
