/** The country of a visitor: a trusted proxy's word, else an operator's own file, else unknown. */
import { Reader } from 'mmdb-lib';
import { addressBytes } from './address.ts';

/** Looks a full address up; it goes no further. */
export type CountryFile = (address: string) => string | null;

/** ISO 3166-1 alpha-2. Proxies say `XX` for unknown and `T1` for Tor. */
export const countryCode = (text: unknown): string | null =>
  typeof text === 'string' && /^[A-Z]{2}$/.test(text) && text !== 'XX' ? text : null;

/** In a form that the reader takes; embedded IPv4 addresses are taken out already. */
const spelt = (bytes: readonly number[]): string =>
  bytes.length === 4 ? bytes.join('.') : (Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []).join(':');

/** A database in MaxMind's format (MMDB) with `country.iso_code`, as most have, or `country_code`. Throws on another file. */
export const countryFile = (bytes: Buffer): CountryFile => {
  const reader = new Reader(bytes);
  return (address) => {
    const known = addressBytes(address);
    const found: unknown = known && reader.get(spelt(known));
    if (typeof found !== 'object' || found === null) return null;
    const { country, country_code: code } = found as {
      country?: { iso_code?: unknown };
      country_code?: unknown;
    };
    return countryCode(country?.iso_code ?? code);
  };
};
