/** Host names, origins and web addresses in a site's settings. */
import * as v from 'valibot';
import { text } from './text.ts';

/** A host name, or a suffix of one: matches itself and every subdomain. Never a pattern, never code. */
export const host = v.pipe(
  v.string(),
  v.regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'Not a host name in lower case.',
  ),
);

/** An origin as browsers send it: scheme, host, port where it is not the default. */
export const origin = v.pipe(
  v.string(),
  v.check((value) => {
    try {
      const url = new URL(value);
      return /^https?:$/.test(url.protocol) && url.origin === value;
    } catch {
      return false;
    }
  }, 'An origin is scheme, host and port, such as "https://www.example.fi".'),
);

/** Whether a page of this host may set a cookie for the domain (RFC 6265, 5.1.3): an address has no subdomains. */
export const isWithin = (name: string, domain: string): boolean =>
  name === domain || (name.endsWith(`.${domain}`) && domain.includes('.') && !/^[\d.]+$/.test(name));

export const webAddress = v.pipe(
  text(2048),
  v.check((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'Expected an http or https address.'),
);
