/** All that a request tells about a visitor, coarse from the start; the full address goes no further than this folder. */
import { type Anonymity, addressBytes, anonymised } from './address.ts';
import { type Agent, agents } from './browser.ts';
import { type Asked, clientAddress, isByProxy, isWithin, type Trust } from './client.ts';
import { type CountryFile, countryCode } from './country.ts';
import { languageOf } from './language.ts';

export interface TrafficSettings extends Trust {
  anonymity: Anonymity;
  /** Header in which a trusted proxy names the country, in lower case. */
  countryHeader?: string | undefined;
  countryFile?: CountryFile | undefined;
  /** From where staff may call; from anywhere that reaches their listener, where nothing is said. */
  staffFrom?: Trust['proxies'] | undefined;
}

/** What may be kept of a request. */
export interface Seen extends Agent {
  language: string | null;
  /** Anonymised. */
  address: string | null;
  country: string | null;
}

export interface Traffic {
  /** What may be kept of an address that a site's server or staff tell; undefined where it is none, or nothing may. */
  anonymous(address: string): string | undefined;
  seen(asked: Asked): Seen;
  /** Whether staff may call from there. */
  fromStaff(asked: Asked): boolean;
  /** The client's address as bytes, an IPv6 one cut to its /64, for who counts and forgets; undefined: not known. */
  host(asked: Asked): readonly number[] | undefined;
}

export const trafficOf = (settings: TrafficSettings): Traffic => {
  const agentOf = agents();
  const { anonymity, countryHeader, countryFile } = settings;
  const countryOf = (asked: Asked, address: string | undefined): string | null => {
    const said =
      countryHeader && isByProxy(asked, settings) ? countryCode(asked.header(countryHeader)) : null;
    return said ?? ((address !== undefined && countryFile?.(address)) || null);
  };
  return {
    anonymous: (address) => anonymised(address, anonymity),
    seen: (asked) => {
      const address = clientAddress(asked, settings);
      return {
        ...agentOf(asked.header),
        language: languageOf(asked.header('accept-language')),
        address: (address !== undefined && anonymised(address, anonymity)) || null,
        country: countryOf(asked, address),
      };
    },
    fromStaff: (asked) => {
      const address = clientAddress(asked, settings);
      return (
        settings.staffFrom === undefined || (address !== undefined && isWithin(settings.staffFrom, address))
      );
    },
    host: (asked) => {
      const address = clientAddress(asked, settings);
      return address === undefined ? undefined : addressBytes(address)?.slice(0, 8);
    },
  };
};
