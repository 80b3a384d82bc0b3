/** Puts the site's tag on a page. */
import type { LoadOptions, TrustedAddress } from './types.ts';

interface Policy {
  createScriptURL(address: string): string;
}
type Page = { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

let policy: Policy | undefined;

/** A policy is made where the browser knows Trusted Types and the page gives a plain address. It is not exported. */
const trust = (address: string): string => {
  try {
    policy ??= (window as Page).trustedTypes?.createPolicy('lupa-load', { createScriptURL: (text) => text });
  } catch {
    // The page's list of policies has no place for it; where types are demanded too, the browser says so.
  }
  return policy?.createScriptURL(address) ?? address;
};

/** Inserts it unless it is there. A tag that fails leaves, so that it can be tried again. */
export const insert = (address: string | TrustedAddress, { nonce, integrity }: LoadOptions): void => {
  try {
    const { href, protocol } = new URL(`${address}`, document.baseURI);
    if (!/^https?:$/.test(protocol)) throw new TypeError(`${protocol} is not http(s).`);
    for (const { src } of document.scripts) if (src === href) return;
    const script = document.createElement('script');
    script.addEventListener('error', () => script.remove());
    if (nonce) script.nonce = nonce;
    // A digest can be checked only of what may be read.
    if (integrity) Object.assign(script, { integrity, crossOrigin: 'anonymous' });
    script.src = typeof address === 'string' ? trust(href) : (address as unknown as string);
    document.head.append(script);
  } catch (error) {
    console.error('Lupa is not loaded; everything that needs consent stays off.', error);
  }
};
