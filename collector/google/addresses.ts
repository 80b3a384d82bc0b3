/** Addresses of machines in text: IPv4, IPv6, MAC; and places on the map to within some ten metres. */
import { isIP } from 'node:net';
import { type Find, matches } from './finds.ts';

/** Four numbers; more that follow (`1.2.3.4.5`) make it a version or a section. */
const ipv4 = /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.?\d)/g;
/** A run that may be one: at most 45 characters. */
const ipv6 = /(?<![\p{L}\p{N}:.])[0-9a-f:][0-9a-f:.]{1,44}(?![\p{L}\p{N}:])/giu;
const mac =
  /(?<![\p{L}\p{N}:])(?:[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})(?![\p{L}\p{N}:])/giu;
/** An address inside the name of a host, as providers and the reverse DNS write it. */
const ipv4Host = /(?<!\d)\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?=\.\p{L})/gu;
const ipv6Host =
  /(?<![\p{L}\p{N}])(?:[0-9a-f][0-9a-f-]{1,44}(?=\.ipv6-literal\.)|(?:[0-9a-f]\.){4,32}(?=ip6\.arpa))/giu;

/** Latitude and longitude, each with four decimals or more. */
const place = /(?<![\d.])\d{1,2}\.\d{4,15} ?[,;/ ] ?-?\d{1,3}\.\d{4,15}(?![\d.])/g;

/** Two parts at least, so that `::` and `::1` stay. */
const isAddress = (run: string): boolean =>
  run.split(':').filter((part) => part !== '').length > 1 && isIP(run) === 6;

/** A find's length without the full stop of its sentence. */
const endOf = (run: string): number | false => {
  if (!run.includes(':')) return false;
  const bare = run.replace(/[.:]$/, '');
  if (isAddress(run)) return run.length;
  return isAddress(bare) ? bare.length : false;
};

/** In order of kind, not of place: each is to be taken out before the next is looked for. */
export const addressFinders: readonly ((text: string) => Find[])[] = [
  (text) => matches(text, mac, 'address', ([run]) => /[:.]|[a-f]/i.test(run)),
  (text) => matches(text, ipv6Host, 'address', () => true),
  (text) =>
    matches(
      text,
      ipv4Host,
      'address',
      ([run]) => isIP(run.replace(/(^|-)0+(?=\d)/g, '$1').replaceAll('-', '.')) === 4,
    ),
  (text) => (text.includes(':') ? matches(text, ipv6, 'address', ([run]) => endOf(run)) : []),
  (text) =>
    matches(text, ipv4, 'address', ([run]) => isIP(run) === 4 || isIP(run.replace(/\b0+(?=\d)/g, '')) === 4),
  (text) => matches(text, place, 'address', () => true),
];
