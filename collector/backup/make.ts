/** Making a backup: a copy of the database as it stands, encrypted, while the collector goes on. */
import { existsSync, rmSync } from 'node:fs';
import type { ConnectionOptions } from '../store/connection.ts';
import { copyDatabase } from '../store/copy.ts';
import type { World } from '../world.ts';
import { BadBackup, pack } from './container.ts';

/**
 * Writes a backup of the database to `target`, which must not be there yet. The copy on the way lies beside the database,
 * readable by its owner alone and under the database's own key, and is gone when this returns.
 */
export const makeBackup = (
  database: ConnectionOptions,
  target: string,
  key: Uint8Array,
  world: Pick<World, 'clock' | 'random'>,
): void => {
  if (existsSync(target)) throw new BadBackup('The backup is there already: name a new file for each.');
  if (!existsSync(database.file))
    throw new BadBackup('There is no database in this data folder: set LUPA_DATA to the right one.');
  const copy = `${database.file}.copy-${Buffer.from(world.random(6)).toString('hex')}`;
  try {
    copyDatabase(database, copy);
    pack(copy, target, key, world);
  } finally {
    rmSync(copy, { force: true });
  }
};
