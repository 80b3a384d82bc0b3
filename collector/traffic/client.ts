/** Whose address a request came from: forwarded headers are believed from configured proxies only (DESIGN section 6). */
import { BlockList, isIP } from 'node:net';
import { addressBytes } from './address.ts';
import { hopsOf } from './forwarded.ts';

/** Whom to believe, and which one header: proxies hand on what they do not know, so a second one would be the client's. */
export interface Trust {
  proxies: BlockList;
  /** Lower case. */
  header: string;
}

/** What a request says of whence it came. */
export interface Asked {
  /** Address at the other end of the connection. */
  peer: string | undefined;
  header: (name: string) => string | undefined;
}

/** Proxies whose word is taken, as addresses and CIDR ranges. Throws on anything else. */
export const trustedProxies = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits, surplus] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    const length = bits === undefined ? most : Number(bits);
    const sound =
      isIP(address) !== 0 && surplus === undefined && /^\d{1,3}$/.test(bits ?? '0') && length <= most;
    if (!sound) throw new TypeError(`"${range}" is neither an address nor a range such as 10.0.0.0/8.`);
    list.addSubnet(address, length, family);
  }
  return list;
};

/** Whether the list has the address. `::ffff:10.0.0.1`, as Node reports it, is 10.0.0.1 to it; no other wrapping is taken off. */
export const isWithin = (proxies: BlockList, address: string): boolean => {
  const bare = address.split('%', 1)[0] ?? '';
  const family = isIP(bare);
  return family !== 0 && proxies.check(bare, family === 6 ? 'ipv6' : 'ipv4');
};

/** Whether the peer is one of the proxies: only then may anything that a proxy says be believed. */
export const isByProxy = ({ peer }: Asked, { proxies }: Trust): boolean =>
  peer !== undefined && isWithin(proxies, peer);

/**
 * The client's address: the peer's, or, behind trusted proxies, the right-most hop that is not one of them. What stands
 * further left was written by the client and is not believed. Undefined where a proxy of ours said nothing legible.
 */
export const clientAddress = (asked: Asked, trust: Trust): string | undefined => {
  const value = isByProxy(asked, trust) ? asked.header(trust.header) : undefined;
  if (value === undefined) return asked.peer;
  for (const hop of hopsOf(trust.header, value)) {
    if (hop === undefined || !addressBytes(hop)) return undefined;
    if (!isWithin(trust.proxies, hop)) return hop;
  }
  return undefined;
};
