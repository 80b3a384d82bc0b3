/** E-mail addresses and names as they are compared (R17): case, Unicode form and the domain's spelling do not matter. */
import { domainToASCII } from 'node:url';

/** The address as it is compared: composed, lower case, the domain as the DNS knows it. */
export const emailKey = (email: string): string => {
  const address = email.trim().normalize('NFKC').toLowerCase();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
};

/** A company's name as it is compared. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
