/** The program that checks a ledger without the collector: the text of tools/verify-ledger.mjs, wherever this runs. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Throws where the package is not whole. */
export const verifier = (): string => {
  // From the sources it is one folder up, from the bundle two.
  for (const up of ['../', '../../', '../../../']) {
    const file = fileURLToPath(new URL(`${up}tools/verify-ledger.mjs`, import.meta.url));
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error('tools/verify-ledger.mjs is missing: install Lupa again.');
};
