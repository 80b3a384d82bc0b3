/** Forgetting in the journal: the words and addresses of requests that are forgotten go out of the files of past months. */
import { readdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64url, fromUuid, isUuid, toBase64url } from '../bytes.ts';
import { type JournalEntry, openEntry, sealEntry } from '../ledger/journalEntry.ts';
import { type Store, sql } from '../store/store.ts';
import type { World } from '../world.ts';
import { nameOf } from './journal.ts';
import { isJournal } from './lines.ts';

// One that the database does not know is left alone: the database may be a new one that the journal is yet to be played to.
const forgotten = sql`
  select 1 as one from requests
  where controller_id = :controller and request_id = :request and ended is not null
    and name is null and email is null and details is null and proof_note is null`;

/** What is left of an entry when nobody may be known by it. */
const blanked = (entry: JournalEntry): JournalEntry => {
  switch (entry.kind) {
    case 'request-received':
      return { ...entry, given: { ...entry.given, name: null, email: null, details: null } };
    case 'request-ended':
      return { ...entry, told: null, leftOut: null };
    case 'request-step': {
      const { step } = entry;
      return {
        ...entry,
        step: {
          ...step,
          ...('note' in step && { note: '' }),
          ...('reason' in step && { reason: '' }),
          ...('email' in step && { email: null }),
        },
      };
    }
    default:
      return entry;
  }
};

type Said = [controller: number, entry: number, content: string, about: string];

/** A line that holds somebody's words; undefined for all others. */
const saidIn = (line: string): Said | undefined => {
  if (!line.endsWith('"]')) return undefined;
  try {
    const said = JSON.parse(line) as Said;
    return isUuid(said[3] ?? '') ? said : undefined;
  } catch {
    return undefined;
  }
};

/** The file anew, on disk before it takes the place of the old. */
const replaceFile = async (folder: string, name: string, text: string): Promise<void> => {
  const path = join(folder, name);
  const file = await open(`${path}.anew`, 'w', 0o600);
  await file.writeFile(text);
  await file.datasync().finally(() => file.close());
  await rename(`${path}.anew`, path);
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
};

/** Goes through the files of past months, to which nothing is appended any more; answers how many lines were blanked. */
export const forgetInJournal = async (
  folder: string,
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<number> => {
  const now = nameOf(world.clock());
  let count = 0;
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => isJournal(name) && name < now);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  for (const name of names) {
    if (stopped()) return count;
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    let changed = 0;
    for (const [place, line] of lines.entries()) {
      const said = saidIn(line);
      if (!said) continue;
      const [controller, entry, content, about] = said;
      const gone = await store.read(forgotten, { controller, request: fromUuid(about) });
      if (gone.length === 0) continue;
      const left = sealEntry(world, blanked(openEntry(world, fromBase64url(content))));
      lines[place] = JSON.stringify([controller, entry, toBase64url(left)]);
      changed += 1;
    }
    if (changed > 0) await replaceFile(folder, name, lines.join('\n'));
    count += changed;
  }
  return count;
};
