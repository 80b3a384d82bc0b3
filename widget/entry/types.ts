/** What the entry is given, and gives. */
import type { Lupa } from '../api.ts';

/** A `TrustedScriptURL`, which not every TypeScript knows. */
export interface TrustedAddress {
  toJSON(): string;
  toString(): string;
}

/** What the site's tag carries. */
export interface LoadOptions {
  /** The page's CSP nonce. It is handed on, and then only held scripts with the same nonce run. */
  nonce?: string | undefined;
  /** Digest of a loader that you host yourself (W3C SRI). Another origin must then send CORS headers. */
  integrity?: string | undefined;
}

/** Gives the handle itself. */
export interface Ready {
  /** When the loader has arrived; without one it never settles, quietly. */
  (): Promise<Lupa>;
  /** Null when it has not arrived within so many milliseconds, and at once on a server. */
  (timeout: number): Promise<Lupa | null>;
}
