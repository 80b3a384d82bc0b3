/** Check digits of cards, accounts and national ids. */

export const digitsOf = (text: string): number[] => Array.from(text, Number);

/** Sum of digits, each by its weight. */
export const weighed = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * (digits[place] ?? 0), 0);

/** Luhn's (ISO/IEC 7812): cards, Swedish personal numbers. */
export const luhn = (text: string): boolean =>
  digitsOf(text)
    .reverse()
    .reduce(
      (sum, digit, place) => sum + (place % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
      0,
    ) %
    10 ===
  0;

/** MOD 97-10 (ISO 7064): IBAN, letters as 10 to 35. */
export const mod97 = (text: string): boolean => {
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

/** MOD 11,10 (ISO 7064): the German tax id. */
export const mod1110 = (text: string): boolean => {
  let product = 10;
  for (const digit of digitsOf(text.slice(0, -1))) product = (((digit + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(text.at(-1));
};

/** Whether a month has such a day, 29 February always. */
export const isDay = (day: number, month: number): boolean =>
  day >= 1 && day <= ([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
