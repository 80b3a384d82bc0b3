/** Settings of what faces strangers: addresses, proxies, limits, and who may read the metrics. */
import { readFileSync } from 'node:fs';
import { anonymities } from './traffic/address.ts';
import { trustedProxies } from './traffic/client.ts';
import { type CountryFile, countryFile } from './traffic/country.ts';
import type { TrafficSettings } from './traffic/traffic.ts';
import { type Variables, WrongSetting } from './wrongSetting.ts';

/** One of some words; the first where nothing is said. */
export const oneOf = <Word extends string>(
  variables: Variables,
  name: string,
  words: readonly [Word, ...Word[]],
): Word => {
  const given = variables[name] || words[0];
  const word = words.find((one) => one === given);
  if (word === undefined) throw new WrongSetting(`${name} is one of: ${words.join(', ')}.`);
  return word;
};

/** A whole number of at least `least`. */
export const numberOf = (variables: Variables, name: string, usual: number, least: number): number => {
  const given = variables[name] || String(usual);
  const number = /^\d{1,9}$/.test(given) ? Number(given) : -1;
  if (number < least) throw new WrongSetting(`${name} is a whole number of at least ${least}.`);
  return number;
};

const headerOf = (variables: Variables, name: string): string | undefined => {
  const header = variables[name]?.toLowerCase() || undefined;
  if (header !== undefined && !/^[a-z][a-z0-9-]{0,62}$/.test(header))
    throw new WrongSetting(`${name} is the name of a header.`);
  return header;
};

const countryFileIn = (variables: Variables): CountryFile | undefined => {
  const file = variables['LUPA_COUNTRY_FILE'];
  if (!file) return undefined;
  try {
    return countryFile(readFileSync(file));
  } catch {
    throw new WrongSetting('LUPA_COUNTRY_FILE names a file that is not a readable MMDB database.');
  }
};

/** The key alone in its file. */
export const metricsKeyIn = (variables: Variables): string | undefined => {
  const file = variables['LUPA_METRICS_KEY_FILE'];
  if (!file) return undefined;
  let key = '';
  try {
    key = readFileSync(file, 'utf8').trim();
  } catch {}
  if (!/^[A-Za-z0-9._~+/-]{32,512}=*$/.test(key))
    throw new WrongSetting(
      'LUPA_METRICS_KEY_FILE must hold at least 32 characters: make them with "openssl rand -hex 32".',
    );
  return key;
};

const rangesIn = (variables: Variables, name: string): string[] =>
  (variables[name] ?? '').split(/[\s,]+/).filter((range) => range !== '');

const listIn = (variables: Variables, name: string) => {
  try {
    return trustedProxies(rangesIn(variables, name));
  } catch (error) {
    throw new WrongSetting(`${name}: ${(error as Error).message}`);
  }
};

/** What is read of a visitor's request, and whom it is believed. */
export const trafficIn = (variables: Variables): TrafficSettings => ({
  proxies: listIn(variables, 'LUPA_TRUSTED_PROXIES'),
  staffFrom:
    rangesIn(variables, 'LUPA_STAFF_FROM').length > 0 ? listIn(variables, 'LUPA_STAFF_FROM') : undefined,
  header: headerOf(variables, 'LUPA_FORWARDED_HEADER') ?? 'x-forwarded-for',
  anonymity: oneOf(variables, 'LUPA_ADDRESSES', anonymities),
  countryHeader: headerOf(variables, 'LUPA_COUNTRY_HEADER'),
  countryFile: countryFileIn(variables),
});
