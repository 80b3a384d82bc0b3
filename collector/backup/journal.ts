/** The journal's files: each month one, appended and on disk before a withdrawal or an erasure is answered. */
import { readdirSync, unlinkSync } from 'node:fs';
import { constants, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64url, toUuid } from '../bytes.ts';
import { type Store, sql, statement } from '../store/store.ts';
import { isJournal, type Line } from './lines.ts';

const waiting = sql`select controller_id as controller, entry, content, about from journal order by controller_id, entry`;
const mark = sql`
  insert into journal_marks (controller_id, written) values (:controller, :entry)
  on conflict (controller_id) do update set written = excluded.written where excluded.written > journal_marks.written`;
const forget = sql`delete from journal where controller_id = :controller and entry <= :entry`;

/** The file of a month. */
export const nameOf = (now: number): string => `journal-${new Date(now).toISOString().slice(0, 7)}.jsonl`;

/** The file to append to; made, with its folder and its name on disk, where it is not there. */
const opened = async (folder: string, name: string) => {
  const path = join(folder, name);
  try {
    return await open(path, constants.O_WRONLY | constants.O_APPEND);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Not its parents: where they are missing the disk that it should be on is, too.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const file = await open(path, 'a', 0o600);
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
  return file;
};

/** The journal cannot be kept where it should be. */
export class NoJournal extends Error {
  override name = 'NoJournal';
}

/** Makes the journal's folder and today's file, and tries whether they can be written. Throws `NoJournal`. */
export const tryJournal = async (folder: string, now: number): Promise<void> => {
  try {
    const file = await opened(folder, nameOf(now));
    await file.appendFile('\n');
    await file.datasync().finally(() => file.close());
  } catch (error) {
    throw new NoJournal(
      `The journal cannot be written in ${folder} (${(error as NodeJS.ErrnoException).code}): withdrawals and erasures are told there. Make the folder that it is in, or set LUPA_JOURNAL to another.`,
    );
  }
};

/** Appends the lines; on disk when it resolves. */
const append = async (folder: string, now: number, lines: readonly Line[]): Promise<void> => {
  const text = lines.map(({ controller, entry, content, about }) => {
    const line = [controller, entry, toBase64url(content)];
    return `${JSON.stringify(about ? [...line, toUuid(about)] : line)}\n`;
  });
  const file = await opened(folder, nameOf(now));
  try {
    // Begins a line of its own even where a crash cut the last one.
    await file.appendFile(`\n${text.join('')}`);
    await file.datasync();
  } finally {
    await file.close();
  }
};

/** The last entry of each controller among the lines. */
export const lastEntries = (lines: readonly Line[]): Map<number, number> => {
  const last = new Map<number, number>();
  for (const { controller, entry } of lines) last.set(controller, Math.max(entry, last.get(controller) ?? 0));
  return last;
};

/** Says that everything up to these entries is in the journal. */
export const markWritten = (last: ReadonlyMap<number, number>) =>
  [...last].flatMap(([controller, entry]) => [
    statement(mark, { controller, entry }),
    statement(forget, { controller, entry }),
  ]);

export interface Journal {
  /** Resolves when all that was committed before the call is in the journal's files. */
  caughtUp(): Promise<void>;
  /** Whether the last try to write it failed. */
  fails(): boolean;
}

/** Carries entries from the store to the files in `folder`. Two calls at once share one turn, or the next. */
export const journalIn = (folder: string, store: Store, clock: () => number): Journal => {
  // In the files, and perhaps not marked yet: whoever waits does not wait for the mark. Where marking fails, the rows stay
  // and are marked with those that come next; a line that is told twice is read once.
  let written: ReadonlyMap<number, number> = new Map();
  let marking = false;
  const markSoon = (): void => {
    if (marking) return;
    marking = true;
    const last = written;
    store.write(markWritten(last), 'import').then(
      () => {
        marking = false;
        if (written !== last) markSoon();
      },
      () => {
        marking = false;
      },
    );
  };
  const carry = async (): Promise<void> => {
    const lines = await store.read<Line>(waiting, {});
    const fresh = lines.filter(({ controller, entry }) => entry > (written.get(controller) ?? 0));
    if (fresh.length > 0) await append(folder, clock(), fresh);
    if (lines.length === 0) return;
    written = new Map([...written, ...lastEntries(lines)]);
    markSoon();
  };
  let failed = false;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = carry()
      .then(
        () => {
          failed = false;
        },
        (error: unknown) => {
          failed = true;
          throw error;
        },
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    fails: () => failed,
    // What runs may have read before the caller's write: only the next is sure to have it.
    caughtUp: () => {
      if (!running) return start();
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined;
          return running ?? start();
        });
      return next;
    },
  };
};

/** Removes the files of months that ended before `before` (Unix milliseconds); answers how many. */
export const pruneJournal = (folder: string, before: number): number => {
  const first = nameOf(before);
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => isJournal(name) && name < first);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  for (const name of names) unlinkSync(join(folder, name));
  return names.length;
};
