/** `window.lupa`: the page's only handle. */

export interface Lupa {
  /** Whether `purpose` is granted now. */
  allows(purpose: string): boolean;
  /** Resolves when `purpose` is granted, at once if it is. */
  whenGranted(purpose: string): Promise<void>;
  /** Calls `listener` whenever what is granted has changed; returns what ends that. */
  onChange(listener: (lupa: Lupa) => void): () => void;
  /** Opens the preferences. */
  open(): Promise<unknown>;
  /** Withdraws everything, at once. */
  withdraw(): void;
  /** The visitor id, once the collector has acknowledged a grant; null without one. Waits for a delivery under way. */
  visitor(): Promise<string | null>;
  /** Ties this browser to the person that the site's own server has signed into `token`; whether that was done, null without a grant. */
  identify(token: string): Promise<boolean | null>;
  /** Ends the tie, and moves to a new visitor key; whether that was done, null without a grant. */
  signOut(): Promise<boolean | null>;
  /** Measures something that happened, under the grant of what the site measures under; without one, and where nothing measures, it does nothing. */
  event(name: string, params?: Record<string, string | number | boolean>): void;
  /** For the site's owner: shows on the page and in the console what is held, what ran, and what came too early. Answers the same. */
  debug(): Promise<unknown>;
  /** Calls `listener` with this handle: works before the loader has arrived, too. */
  push(listener: (lupa: Lupa) => void): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'lupa-button': HTMLElement;
    'lupa-placeholder': HTMLElement;
  }
  interface WindowEventMap {
    /** What is granted has changed: ask `lupa.allows`. */
    'lupa-change': Event;
  }
  interface Window {
    /** Before the loader has arrived: a plain array, `(window.lupa = window.lupa || []).push(lupa => …)`. */
    lupa?: Lupa;
  }
}

type Listener = (lupa: Lupa) => void;

const change = 'lupa-change';

/** Puts the handle in the place of its stub, and runs what was queued. Returns what tells of a change. */
export const publish = (lupa: Lupa): (() => unknown) => {
  const queued = window.lupa as unknown as { map?: Listener[]['map'] } | undefined;
  lupa.onChange = (listener) => {
    const heard = () => listener(lupa);
    addEventListener(change, heard);
    return () => removeEventListener(change, heard);
  };
  lupa.whenGranted = (purpose) =>
    new Promise((resolve) => {
      const check = () => lupa.allows(purpose) && resolve();
      lupa.onChange(check);
      check();
    });
  // A task of its own: an error in it is the page's, and cannot stop us.
  lupa.push = (listener) => setTimeout(listener, 0, lupa);
  window.lupa = lupa;
  // An element with this id is found under this name too, and queues nothing.
  queued?.map?.(lupa.push);
  return () => dispatchEvent(new Event(change));
};
