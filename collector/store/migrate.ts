/** Brings the schema up to date: numbered files, forward only, each once, none edited after it ran. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { migrationFor } from './dialect.ts';
import { sql } from './sql.ts';

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

const remember = sql`
  insert into migrations (version, name, digest, applied) values (:version, :name, :digest, :applied)`;
const applied = sql`select version, name, digest from migrations order by version`;

const digestOf = (source: string): string => createHash('sha256').update(source).digest('hex');

/** Applies what is missing, each in its own transaction. Refuses a database that is newer than the program. */
export const migrate = (connection: Connection, now: number, wanted = migrations()): void => {
  connection.exec(
    `create table if not exists migrations
       (version integer not null primary key, name text not null, digest text not null, applied integer not null) strict`,
  );
  const done = connection.run(applied, {});
  if (done.length > wanted.length) {
    throw new Error(
      'The database was made by a newer version of Lupa: start that version, or restore a backup.',
    );
  }
  for (const [place, migration] of wanted.entries()) {
    const before = done[place];
    if (before) {
      if (before['digest'] === digestOf(migration.source)) continue;
      throw new Error(
        `Migration ${migration.name} has changed since it ran here: restore the file as it was.`,
      );
    }
    connection.exec('begin immediate');
    try {
      connection.exec(migrationFor('libsql', migration.source));
      connection.run(remember, {
        version: migration.version,
        name: migration.name,
        digest: digestOf(migration.source),
        applied: now,
      });
      connection.exec('commit');
    } catch (error) {
      connection.exec('rollback');
      throw error;
    }
  }
};
