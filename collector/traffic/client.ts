/** Whose address a request came from: forwarded headers are believed from configured proxies only (DESIGN section 6). */
import { BlockList, isIP } from 'node:net';
import { addressBytes } from './address.ts';

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

const isTrusted = (proxies: BlockList, address: string): boolean => {
  const bytes = addressBytes(address);
  if (!bytes) return false;
  return bytes.length === 4
    ? proxies.check(bytes.join('.'), 'ipv4')
    : proxies.check(address.split('%')[0] ?? '', 'ipv6');
};

/**
 * The client's address: the peer's, or, behind trusted proxies, the right-most hop of `X-Forwarded-For` that is not
 * one of them. What stands further left was written by the client and is not believed.
 */
export const clientAddress = (
  peer: string | undefined,
  forwarded: string | undefined,
  proxies: BlockList,
): string | undefined => {
  if (peer === undefined || !isTrusted(proxies, peer) || forwarded === undefined) return peer;
  const hops = forwarded.split(',').map((hop) => hop.trim());
  for (const hop of hops.reverse()) {
    if (!addressBytes(hop)) return undefined;
    if (!isTrusted(proxies, hop)) return hop;
  }
  return undefined;
};
