/** Telephone numbers as they are compared: E.164, however they were written (R16). */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A number without a country's prefix is Finnish. */
const home = 'FI';

/** `+358401234567`; a number that no country has is compared by its digits. Null where there is none. */
export const phoneKey = (phone: string | null): string | null => {
  if (!phone) return null;
  const parsed = parsePhoneNumberFromString(phone.replace(/^\s*00/, '+'), home);
  if (parsed?.isPossible()) return parsed.number;
  return phone.replaceAll(/\D/g, '') || null;
};
