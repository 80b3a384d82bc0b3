/** Reading the journal back: what is there, what is missing, and what cannot be read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64url } from '../bytes.ts';
import { BadBackup } from './container.ts';

/** A line of the journal. */
export interface Line {
  controller: number;
  entry: number;
  /** Encrypted, as `ledger/journalEntry` seals it. */
  content: Uint8Array;
  /** The request whose words are in it. */
  about?: Uint8Array | null;
}

export interface JournalRead {
  /** In the order of their entries, each once. */
  lines: Line[];
  /** Lines that are cut or damaged. One at the end of what a crash left was told again in the next. */
  unreadable: number;
}

export const isJournal = (name: string): boolean => /^journal-\d{4}-\d\d\.jsonl$/.test(name);

const lineOf = (text: string): Line | undefined => {
  try {
    const [controller, entry, content] = JSON.parse(text) as [number, number, string];
    return { controller, entry, content: fromBase64url(content) };
  } catch {
    return undefined;
  }
};

/** Undefined where there is no such folder. */
export const readJournal = (folder: string): JournalRead | undefined => {
  let names: string[];
  try {
    names = readdirSync(folder).filter(isJournal).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const lines = new Map<string, Line>();
  let unreadable = 0;
  for (const name of names)
    for (const text of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (text === '') continue;
      const line = lineOf(text);
      if (line) lines.set(`${line.controller} ${line.entry}`, line);
      else unreadable += 1;
    }
  const sorted = [...lines.values()].sort(
    (one, other) => one.controller - other.controller || one.entry - other.entry,
  );
  return { lines: sorted, unreadable };
};

/** Entries are numbered without gaps: throws where one is missing behind what the database knows of. */
export const withoutGaps = (lines: readonly Line[], known: ReadonlyMap<number, number>): void => {
  const last = new Map(known);
  for (const { controller, entry } of lines) {
    const before = last.get(controller) ?? 0;
    if (entry <= before) continue;
    if (entry > before + 1)
      throw new BadBackup(
        `The journal lacks entries ${before + 1} to ${entry - 1} of controller ${controller}: what they took away would come back. Put the whole journal there, or say --journal-as-it-is.`,
      );
    last.set(controller, entry);
  }
};
