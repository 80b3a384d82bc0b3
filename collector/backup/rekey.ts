/** Changing the encryption key of a data folder that nobody uses: on a copy, which then takes the place of the old. */
import { existsSync, rmSync } from 'node:fs';
import type { ConnectionOptions } from '../store/connection.ts';
import { changeKey, checkIntegrity, copyDatabase } from '../store/copy.ts';
import { BadBackup } from './container.ts';
import { swap } from './swap.ts';

/**
 * Puts the database under `key`. What goes wrong on the way leaves it as it was, under the old key. The old file is removed
 * at the end: a backup made under the old key needs that key for as long as you keep it.
 */
export const rekey = (database: ConnectionOptions, key: Uint8Array): void => {
  if (!existsSync(database.file))
    throw new BadBackup('There is no database in this data folder: set LUPA_DATA to the right one.');
  const next = `${database.file}.rekeyed`;
  const aside = `${database.file}.before-rekey`;
  rmSync(next, { force: true });
  try {
    copyDatabase(database, next);
    changeKey({ file: next, ...(database.encryptionKey && { encryptionKey: database.encryptionKey }) }, key);
    const faults = checkIntegrity({ file: next, encryptionKey: key });
    if (faults.length > 0) throw new BadBackup(`The copy under the new key is not sound: ${faults[0]}`);
    swap(next, database.file, aside);
  } finally {
    rmSync(next, { force: true });
  }
  rmSync(aside, { recursive: true, force: true });
};
