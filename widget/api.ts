/** `window.lupa`: the page's only handle. */

export interface Lupa {
  /** Whether `purpose` is granted now. */
  allows(purpose: string): boolean;
  /** Resolves when `purpose` is granted, at once if it is. */
  whenGranted(purpose: string): Promise<void>;
  /** Calls `listener` whenever what is granted has changed; returns what ends that. */
  onChange(listener: Listener): () => void;
  /** Opens the preferences. */
  open(): void;
  /** Withdraws everything, at once. */
  withdraw(): void;
  /** The visitor id, once the collector has acknowledged a grant; null without one. Waits for a delivery under way. */
  visitor(): Promise<string | null>;
  /** Ties this browser to the person that the site's own server has signed into `token`; true when that was done. */
  identify(token: string): Promise<boolean | null>;
  /** Ends the tie, and moves to a new visitor key; true when that was done. */
  signOut(): Promise<boolean | null>;
  /** Calls `listener` with this handle: works before the loader has arrived, too. */
  push(listener: Listener): void;
}

export type Listener = (lupa: Lupa) => void;

declare global {
  interface Window {
    /** Before the loader has arrived: a plain array, `(window.lupa = window.lupa || []).push(lupa => …)`. */
    lupa?: Lupa;
  }
}

/** Puts the handle in the place of its stub, and runs what was queued. Returns what tells the listeners of a change. */
export const publish = (lent: Omit<Lupa, 'whenGranted' | 'onChange' | 'push'>): (() => void) => {
  const listeners = new Set<Listener>();
  const queued = window.lupa as unknown as Listener[] | undefined;
  const lupa: Lupa = {
    ...lent,
    whenGranted: (purpose) =>
      new Promise((resolve) => {
        const check = () => lupa.allows(purpose) && resolve();
        listeners.add(check);
        check();
      }),
    onChange: (listener) => listeners.add(listener) && (() => listeners.delete(listener)),
    // A task of its own: an error in it is the page's, and cannot stop us.
    push: (listener) => setTimeout(listener, 0, lupa),
  };
  window.lupa = lupa;
  queued?.map(lupa.push);
  return () => listeners.forEach(lupa.push);
};
