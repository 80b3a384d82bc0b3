/** A collector that is backed up, goes on, and is put back from the backup and the journal. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { journalIn, tryJournal } from '../../collector/backup/journal.ts';
import { makeBackup } from '../../collector/backup/make.ts';
import { type Restored, restore } from '../../collector/backup/restore.ts';
import { openLibsql } from '../../collector/store/libsql.ts';
import type { TestCollector } from './collector.ts';
import { type Desk, deskOf } from './desk.ts';
import { temporaryFolder } from './temporary.ts';

export interface PutBack {
  done: Restored;
  store: TestCollector['store'];
  /** The staff listener over the restored database. */
  desk: Desk;
}

export const restoringOf = async ({ store, file, world, needs }: TestCollector) => {
  const folder = temporaryFolder();
  const journal = join(folder, 'journal');
  await tryJournal(journal, world.clock());
  const told = journalIn(journal, store, world.clock);
  const key = randomBytes(32);
  let serial = 0;
  return {
    /** The journal's folder. */
    journal,
    /** Carries what waits to its files. */
    carry: () => told.caughtUp(),
    /** Answers what puts it back as it is now, with what the journal has by then. */
    backUp: (): (() => Promise<PutBack>) => {
      serial += 1;
      const [backup, restored] = [join(folder, `backup${serial}`), join(folder, `restored${serial}.db`)];
      makeBackup({ file }, backup, key, world);
      return async () => {
        await told.caughtUp();
        const done = await restore({
          database: { file: restored },
          backup,
          key,
          journal,
          world,
          verify: async () => {},
          declare: async () => {},
        });
        const again = await openLibsql({ file: restored, clock: world.clock });
        afterAll(() => again.close());
        return {
          done,
          store: again,
          desk: deskOf({ store: again, world, needs: { ...needs, store: again } }),
        };
      };
    },
  };
};
