/** The ESM entry for bundlers: a typed handle that may be used before the loader has arrived, and on a server. */
import type { Lupa } from './api.ts';
import { insert } from './entry/insert.ts';
import type { LoadOptions, Ready, TrustedAddress } from './entry/types.ts';

export type { Lupa } from './api.ts';
export type { LoadOptions, Ready, TrustedAddress } from './entry/types.ts';

const onServer = () => typeof document === 'undefined';

const arrived = (): Lupa | undefined => (!onServer() && window.lupa?.allows ? window.lupa : undefined);

/** Calls `use` with the handle: now, or when the loader has arrived; never on a server. */
const withHandle = (use: (handle: Lupa) => void): void => {
  const here = arrived();
  if (here) use(here);
  else if (!onServer()) {
    // An element with this id is found under this name too, and is no queue.
    if (!window.lupa?.push) window.lupa = [] as unknown as Lupa;
    window.lupa.push(use);
  }
};

const ask = <Answer>(use: (handle: Lupa) => Answer | Promise<Answer>): Promise<Answer> =>
  new Promise((resolve) => withHandle((handle) => resolve(use(handle))));

/**
 * Puts the site's tag on the page, once, whoever else has. It never throws: where the collector is down, everything that
 * needs consent stays off, and the next call tries again.
 *
 * @example
 * load('https://collector.example/s/YOUR-SITE/loader.js', { nonce });
 */
export const load = (address: string | TrustedAddress, options: LoadOptions = {}): void => {
  if (!onServer() && !arrived()) insert(address, options);
};

/** Gives the handle itself, for who must know whether the loader has arrived. */
export const ready = ((timeout?: number) =>
  timeout === undefined
    ? ask((handle) => handle)
    : new Promise((resolve) => {
        withHandle(resolve);
        if (onServer()) resolve(null);
        else setTimeout(resolve, timeout, null);
      })) as Ready;

/**
 * The handle, at any time. Until the loader has arrived nothing is allowed, and what is asked waits for it; without a
 * loader, and on a server, promises never settle.
 *
 * @example
 * const stop = lupa.onChange(() => show(lupa.allows('analytics')));
 */
export const lupa: Lupa = {
  allows: (purpose) => !!arrived()?.allows(purpose),
  whenGranted: (purpose) => ask((handle) => handle.whenGranted(purpose)),
  /** Calls it, besides, when the loader arrives: what was denied for want of one may be granted. */
  onChange: (listener) => {
    const late = !arrived();
    let over = false;
    let end: (() => void) | undefined;
    withHandle((handle) => {
      if (over) return;
      end = handle.onChange(listener);
      if (late) listener(handle);
    });
    return () => {
      over = true;
      end?.();
    };
  },
  open: () => ask((handle) => handle.open()),
  withdraw: () => withHandle((handle) => handle.withdraw()),
  visitor: () => ask((handle) => handle.visitor()),
  identify: (token) => ask((handle) => handle.identify(token)),
  signOut: () => ask((handle) => handle.signOut()),
  event: (name, params) => withHandle((handle) => handle.event(name, params)),
  debug: () => ask((handle) => handle.debug()),
  push: (listener) => withHandle((handle) => handle.push(listener)),
};
