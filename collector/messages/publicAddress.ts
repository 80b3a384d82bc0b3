/** Addresses of the public internet: the only ones that a webhook may lead to, unless the operator says otherwise. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// IANA's special-purpose registries: what is not globally reachable, and what carries another address inside.
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, and the clouds' metadata
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
};
const denied4 = listOf(special4, 'ipv4');
const denied6 = listOf(special6, 'ipv6');
/** All that is handed out of IPv6 (RFC 4291, 2.4). */
const global6 = listOf(['2000::/3'], 'ipv6');

/** The IPv4 address inside: mapped (::ffff:0:0/96) or translated (64:ff9b::/96). */
const inside = (address: string): string | undefined => {
  const whole = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high = '', low = ''] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(whole) ?? [];
  if (high === '') return undefined;
  const bytes = [high, low].flatMap((part) => {
    const number = Number.parseInt(part, 16);
    return [number >> 8, number & 255];
  });
  return bytes.join('.');
};

/** Whether it is a literal address that anybody on the internet may reach. */
export const isPublic = (address: string): boolean => {
  // fe80::1%eth0: a zone is never public.
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 4) return !denied4.check(address, 'ipv4');
  if (family !== 6) return false;
  const v4 = inside(address);
  if (v4 !== undefined) return isPublic(v4);
  return global6.check(address, 'ipv6') && !denied6.check(address, 'ipv6');
};

/** The other side is not on the public internet. */
export class NotPublic extends Error {
  override name = 'NotPublic';
  constructor() {
    super('The address is not on the public internet.');
  }
}

/** Where a host name leads; an error unless each of its addresses is public. What is looked up is what is connected to. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const [first] = found;
    if (!first || !found.every(({ address }) => isPublic(address))) return callback(new NotPublic(), []);
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};
