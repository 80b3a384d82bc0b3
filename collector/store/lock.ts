/** One process per data folder: a lock of the operating system, held through libSQL, that dies with its process. */
import Database from 'libsql';

/** Someone else serves this data folder. */
export class Locked extends Error {
  override name = 'Locked';
}

/** Takes the lock or throws `Locked`; answers what gives it back. */
export const lock = (file: string): (() => void) => {
  const database = new Database(file, { timeout: 0 } as Database.Options);
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      throw new Locked(
        'Another Lupa is already running on this data folder: stop it first, or set LUPA_DATA to another folder.',
      );
    }
    throw error;
  }
  return () => {
    database.exec('rollback');
    database.close();
  };
};
