/**
 * Takes out of text what points at a person: e-mail addresses, telephone numbers, national ids, accounts and cards,
 * machines' addresses, random ids; encoded and disguised ones too. Names of people cannot be found so, nor base64.
 */
import { accountsIn } from './accounts.ts';
import { addressFinders } from './addresses.ts';
import { emailsIn } from './emails.ts';
import { type Find, without } from './finds.ts';
import { henkilotunnuksetIn } from './nationalIds.ts';
import { numbersIn } from './numbers.ts';
import { decoded, visible } from './readable.ts';
import type { Removed } from './reduced.ts';
import { tokenFinders } from './tokens.ts';

/** In this order: each sees what those before it have left. */
const finders: readonly ((text: string) => Find[])[] = [
  emailsIn,
  accountsIn,
  ...addressFinders,
  henkilotunnuksetIn,
  ...tokenFinders,
  numbersIn,
];

const scrubbed = (text: string, removed: Removed): string =>
  finders.reduce((rest, finder) => without(rest, finder(rest), removed), text);

/** Most text of pages: fewer than three digits, and no sign that an address of e-mail or of a machine needs, or an escape. */
const isHarmless = (text: string): boolean =>
  !/[@[({<%\\&:]|=40| at /i.test(text) && !/\d\D*\d\D*\d/.test(text);

/**
 * The text with marks in the place of what was found, which is counted in `removed`. Text in which nothing is found comes
 * back as it was; otherwise in the form in which it was found, decoded. Work grows with the length alone.
 */
export const scrub = (text: string, removed: Removed): string => {
  const seen = visible(text);
  if (isHarmless(seen)) return text;
  const once = scrubbed(seen, removed);
  const plain = visible(decoded(once));
  const twice = plain === once ? once : scrubbed(plain, removed);
  if (twice !== plain) return twice;
  return once === seen ? text : once;
};
