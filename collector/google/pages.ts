/** Addresses of pages as they may leave: origin, path, and the query parameters that a site allows (CNIL 3, 4). */
import { isIP } from 'node:net';
import { longestGivenPage } from '../../shared/analytics.ts';
import { bounded, boundedText, longestPageSearched, longestSearched } from './bounded.ts';
import { count, type Find, marks, without } from './finds.ts';
import { identifies } from './identifying.ts';
import { henkilotunnuksetIn } from './nationalIds.ts';
import { decoded, wellFormed } from './readable.ts';
import type { Removed } from './reduced.ts';
import { scrub } from './scrub.ts';

/** Characters of `page_location` (Google Analytics Help, "Event collection limits"). */
export const longestPage = 1000;
/** Parts of a path that are searched. */
const mostSegments = 64;
/** Characters of a parameter's value. */
export const longestValue = 100;

/** Whole characters only: no half of a pair is left, nor of an escape. */
const cutTo = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/%[0-9a-f]?$/i, '');

/** At most so many characters; what was longer, or was cut before, is counted. */
export const shortened = (text: string, most: number, removed: Removed, wasCut = false): string => {
  if (text.length <= most && !wasCut) return text;
  count(removed, 'long');
  return cutTo(text, most);
};

/** `encodeURIComponent` that takes any text: by itself it throws at half a pair. */
const encoded = (text: string): string => encodeURIComponent(wellFormed(text));

/** Whatever may not stand in a path, encoded. */
const safe = (segment: string): string =>
  wellFormed(segment).replace(/[^A-Za-z0-9\-._~!$'()*+,=:@%&]+/gu, encodeURIComponent);

/**
 * One part of a path, with a mark where something was found. Its own parameters (`;jsessionid=…`) go, and a query or
 * fragment that is encoded inside it.
 */
const segmentOf = (segment: string, removed: Removed): string => {
  const plain = decoded(segment);
  const end = plain.search(/[?#;]/);
  const bare = end < 0 ? segment : plain.slice(0, end);
  const scrubbed = scrub(bare, removed);
  return end < 0 && scrubbed === bare ? safe(bare) : encoded(scrubbed);
};

/** Of a path's parts, as many as are searched; more are cut and counted. */
const within = (segments: string[], removed: Removed): string[] => {
  if (segments.length > mostSegments) count(removed, 'long');
  return segments.slice(0, mostSegments);
};

/** A Finnish mobile number as parts of a path. */
const parted = /(?<=\/)0(?:4\d|50)(?:\/\d{6,8}|\/\d{3}\/?\d{3,5})(?=\/|$)/g;

/** A path without query and fragment, however they are encoded inside it. */
const pathOf = (address: string, removed: Removed): string => {
  const parts = within((address.split(/[?#]/, 1)[0] ?? '').replaceAll('\\', '/').split('/'), removed);
  const path = parts.map((segment) => segmentOf(segment, removed)).join('/');
  const finds = [...path.matchAll(parted)].map(
    ({ 0: { length }, index }): Find => ({ kind: 'phone', at: index, end: index + length }),
  );
  const rest = without(path, finds, removed);
  return without(rest, henkilotunnuksetIn(rest), removed);
};

/** The allowed parameters, rebuilt: each once, in the site's order, scrubbed and cut. */
const queryOf = (address: string, allowed: readonly string[], removed: Removed): string[] => {
  const query = /\?([^#]*)/.exec(address)?.[1];
  if (query === undefined || allowed.length === 0) return [];
  const given = new URLSearchParams(query);
  return allowed.flatMap((name) => {
    const value = identifies(name) ? '' : wellFormed(given.get(name) ?? '');
    if (value === '') return [];
    const kept = keptValue(value, removed);
    return `${encoded(name)}=${encoded(kept)}`;
  });
};

/**
 * A page of the site. The path never chooses the host: it is put behind the origin, not resolved. A parameter that would
 * make the whole too long is left out and counted.
 */
export const pageOf = (
  origin: string,
  page: string,
  allowed: readonly string[],
  removed: Removed,
): string => {
  const given = page.length < longestGivenPage ? page : bounded(page, longestGivenPage);
  const whole = given.split(/[?#]/, 1)[0] ?? '';
  const searched = bounded(whole, longestPageSearched);
  const path = pathOf(searched, removed).replace(/^\/*/, '/');
  return queryOf(given, allowed, removed).reduce(
    (address, parameter) => {
      const longer = `${address}${address.includes('?') ? '&' : '?'}${parameter}`;
      if (longer.length <= longestPage) return longer;
      count(removed, 'long');
      return address;
    },
    shortened(`${origin}${path}`, longestPage, removed, searched !== whole),
  );
};

/** Where a query begins in text that holds an address: everything from there to the next space goes. */
const query = /[?&#;][\p{L}\p{N}_.[\]%-]{1,64}=[^\s]*/u;

const withoutQueries = (text: string): string =>
  text
    .replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/[^\s?#]*)[?#].*$/is, '$1')
    .replace(/[a-z][a-z0-9+.-]{0,20}:\/\/[^\s]+/gi, (address) => address.split(/[?#]/, 1)[0] ?? '')
    .replace(/^(\S*?)\?[?!.]*[^\s?!.]\S*$/, '$1')
    .replace(/(?<!\S)(?=[^\s?]*[./])([^\s?]+)\?[?!.]*[^\s?!.]\S*/g, '$1')
    .replace(new RegExp(query, 'gu'), '');

/** Text without the queries of addresses in it, encoded ones too, and scrubbed. */
export const textOf = (given: string, removed: Removed): string => {
  const text = wellFormed(given).trim();
  const plain = decoded(text);
  return scrub(withoutQueries(/[?&#;]\S/.test(plain) || plain.includes('://') ? plain : text), removed);
};

/** An address of the web: origin and path. */
const linkOf = (address: string, removed: Removed): string => {
  if (!URL.canParse(address)) return textOf(address.split(/[?#]/, 1)[0] ?? '', removed);
  const { origin, hostname, pathname, username } = new URL(address);
  const path = pathOf(pathname, removed);
  // A host that is an address may be somebody's own machine; one behind a name and `@` may be somebody's mail.
  const kind =
    isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 ? 'address' : username !== '' ? 'email' : undefined;
  if (kind === undefined) return `${scrub(origin, removed)}${path}`;
  count(removed, kind);
  return `${marks[kind]}${path}`;
};

/** A value as it may leave: addresses of the web and paths without query and fragment, all other text as `textOf` says. */
export const reducedText = (value: string, removed: Removed): string => {
  const text = decoded(wellFormed(value)).trim();
  if (/^https?:\/\/\S+$/i.test(text)) return linkOf(text, removed);
  if (/^\/\/[\p{L}\p{N}.-]+(?:\/\S*)?$/u.test(text)) return linkOf(`https:${text}`, removed);
  if (/^\/\S*$/.test(text)) return pathOf(wellFormed(value).trim(), removed);
  const scheme = /^(?:data|blob|javascript|filesystem):/i.exec(text)?.[0]; // what follows can be anything
  return scheme?.toLowerCase() ?? textOf(value, removed);
};

/** As `reducedText`, searched up to a bound and then cut to what the protocol takes. */
export const keptValue = (value: string, removed: Removed): string => {
  const searched = boundedText(value, longestSearched);
  return shortened(reducedText(searched, removed), longestValue, removed, searched !== value);
};
