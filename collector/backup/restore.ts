/** Restoring a backup: unpacked beside the data, checked, brought up to what was withdrawn and erased since, then swapped in. */
import { existsSync, rmSync } from 'node:fs';
import type { ConnectionOptions } from '../store/connection.ts';
import { checkIntegrity } from '../store/copy.ts';
import { openLibsql } from '../store/libsql.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { BadBackup, unpack } from './container.ts';
import { type Replaying, replay } from './replay.ts';
import { swap } from './swap.ts';

export interface Restoring {
  /** The database to put back, and the key that it was backed up under. Nobody may use it. */
  database: ConnectionOptions;
  backup: string;
  /** The key of the backup. */
  key: Uint8Array;
  /** The journal's folder. */
  journal: string;
  world: World;
  /** Take the journal as it is, though there is none or entries are missing. */
  asItIs?: boolean;
  /** Throws where the keys beside the data folder are not those of the restored database. */
  check?: (store: Store) => Promise<void>;
  /** Throws where the restored ledger does not verify; runs before anything is changed in it. */
  verify: (database: ConnectionOptions) => Promise<void>;
  /** Declares the epoch, after the replay and before the swap. */
  declare: (store: Store, made: number) => Promise<void>;
}

export interface Restored extends Replaying {
  /** When the backup was made. */
  made: number;
  /** Where the database that stood there before is kept; undefined where there was none. */
  aside: string | undefined;
}

const soundness = (database: ConnectionOptions): string[] => {
  try {
    return checkIntegrity(database);
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    throw new BadBackup(
      'The database in the backup is under another key than LUPA_ENCRYPTION_KEY_FILE names now: set it to the key that the database had when the backup was made (none, if it had none), restore, then use "lupa rekey".',
    );
  }
};

/**
 * Restores, or throws and leaves everything as it was. The database that was there is never deleted: it goes aside, and is
 * for whoever runs the collector to look into and to remove.
 */
export const restore = async (wanted: Restoring): Promise<Restored> => {
  const { database, backup, key, journal, world, verify, declare, asItIs, check = async () => {} } = wanted;
  const next = { ...database, file: `${database.file}.restoring` };
  const clean = () => {
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(next.file + part, { force: true });
  };
  clean();
  try {
    if (!existsSync(backup)) throw new BadBackup('There is no such backup file.');
    const { made } = unpack(backup, next.file, key);
    const faults = soundness(next);
    if (faults.length > 0) throw new BadBackup(`The database in the backup is not sound: ${faults[0]}`);
    await verify(next);
    const store = await openLibsql({ ...next, clock: world.clock });
    let replayed: Replaying;
    try {
      await check(store);
      replayed = await replay(store, world, journal, asItIs);
      await declare(store, made);
    } finally {
      await store.close();
    }
    const aside = `${database.file}.before-restore-${new Date(world.clock()).toISOString().replaceAll(/[:.]/g, '-')}`;
    const wasThere = existsSync(database.file);
    swap(next.file, database.file, aside);
    return { ...replayed, made, aside: wasThere ? aside : undefined };
  } finally {
    clean();
  }
};
