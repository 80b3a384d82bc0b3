/** Inserts scripts of ours: the second stage and Google's tag, nothing else. */
import { make } from './make.ts';

interface Policy {
  createScriptURL(address: string): string;
}
type Page = { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

export type Load = (address: string, also?: object) => void;

/** Takes the nonce of our own tag along. The Trusted Types policy is made when the first script is, and not exported. */
export const scripts = (nonce = ''): Load => {
  let policy: Policy | undefined;
  return (address, also) => {
    policy ??= (window as Page).trustedTypes?.createPolicy('lupa', { createScriptURL: (text) => text });
    document.head.append(
      make('script', { ...also, nonce, src: policy?.createScriptURL(address) ?? address }),
    );
  };
};
