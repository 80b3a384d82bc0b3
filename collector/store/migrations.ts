/** The migrations: numbered files, forward only, each once, none edited after it ran. One source for both engines. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Row } from './store.ts';

export interface Migration {
  version: number;
  name: string;
  source: string;
}

const folder = new URL('./migrations/', import.meta.url);

/** The migrations in order. A gap or a doubled number is a fault of ours and refused. */
export const migrations = (): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name, place) => {
      const version = Number(name.slice(0, 4));
      if (version !== place + 1) throw new Error(`Migration ${name} is not number ${place + 1}.`);
      return { version, name, source: readFileSync(new URL(name, folder), 'utf8') };
    });

export const digestOf = (source: string): string => createHash('sha256').update(source).digest('hex');

/** Those that have not run where `done` have. Refuses a database that is newer than the program, and a file that was edited. */
export const missing = (done: readonly Row[], wanted: readonly Migration[]): readonly Migration[] => {
  if (done.length > wanted.length) {
    throw new Error(
      'The database was made by a newer version of Lupa: start that version, or restore a backup.',
    );
  }
  done.forEach(({ digest }, place) => {
    const { name, source } = wanted[place] as Migration;
    if (digest !== digestOf(source))
      throw new Error(`Migration ${name} has changed since it ran here: restore the file as it was.`);
  });
  return wanted.slice(done.length);
};
