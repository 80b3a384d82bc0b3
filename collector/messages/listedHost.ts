/** The hosts that webhooks may lead to, where the operator names them: a closed list of who is ever called (R51). */

/** A name, an address, or `.example.com`: every name below it. */
export type HostList = readonly string[];

/** The host is not on the operator's list. */
export class NotListed extends Error {
  override name = 'NotListed';
  constructor() {
    super('The host is not on the list of LUPA_WEBHOOK_HOSTS.');
  }
}

const plain = (host: string): string => host.toLowerCase().replace(/^\[|\]$|\.$/g, '');

/** Whether it may be called; anybody may where there is no list. */
export const isListed = (hostname: string, hosts: HostList | undefined): boolean => {
  if (!hosts) return true;
  const host = plain(hostname);
  return hosts.some((one) => (one.startsWith('.') ? host.endsWith(plain(one)) : host === plain(one)));
};
