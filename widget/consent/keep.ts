/** Writes the keyring, or takes it away. Second stage only. */
import { type Keyring, keyringName } from './key.ts';

/** False where the browser keeps nothing. */
export const keepKeyring = (site: string, ring: Keyring | undefined): boolean => {
  try {
    if (ring) localStorage.setItem(keyringName(site), JSON.stringify(ring));
    else localStorage.removeItem(keyringName(site));
    return true;
  } catch {
    return false;
  }
};
