/** E-mail addresses and names as they are compared (R17): case, Unicode form and the domain's spelling do not matter. */
import { domainToASCII } from 'node:url';

/** The address as it is compared: composed, lower case, the domain as the DNS knows it. */
export const emailKey = (email: string): string => {
  const address = email.trim().normalize('NFC').toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  const domain = address.slice(at + 1);
  // Anything but letters, digits and hyphens would be decoded or folded on the way.
  const plain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : '';
  return `${address.slice(0, at)}@${plain || domain}`;
};

/** A company's name as it is compared. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
