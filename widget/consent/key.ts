/** The visitor key and what is kept beside it, read: in localStorage, never in a cookie, only since a grant. */
import type { Receipt } from '../../shared/receipt.ts';

export interface Keyring {
  /** 32 bytes as base64url: six of Unix milliseconds, 26 random (DESIGN section 3, *visitor*). */
  key: string;
  /** Of the last decision under this key. */
  sequence: number;
  /** The notice that the last decision cited, and its optional purposes with their terms: what a withdrawal cites. */
  notice: string;
  language: string;
  terms: Record<string, number>;
  /** The first day on which what was granted no longer holds. */
  until: number;
  /** The collector's name for this browser, once it has acknowledged a grant. */
  visitor?: string;
  receipt?: Receipt;
  /** Id of a visit that is being reported: one that may have arrived is not counted twice. */
  visit?: string;
  /** When the last visit was reported, Unix milliseconds. */
  visited?: number;
}

export const keyringName = (site: string): string => `lupa:${site}`;

/** Our own storage is an edge too: whatever does not look like a keyring is none. */
export const readKeyring = (site: string): Keyring | undefined => {
  try {
    // Nothing kept is no error: making one takes longer than everything else here.
    const kept = JSON.parse(localStorage[keyringName(site)] ?? 'null');
    return kept?.key && kept.sequence ? kept : undefined;
  } catch {
    return undefined;
  }
};
