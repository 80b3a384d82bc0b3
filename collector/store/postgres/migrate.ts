/** Brings the schema up to date, one collector at a time: whoever starts beside waits and finds it done. */
import { migrationFor } from '../dialect.ts';
import { digestOf, type Migration, migrations, missing } from '../migrations.ts';
import { sql } from '../sql.ts';
import type { Connection } from './connection.ts';

const lock = 0x4c757062;

/** What PostgreSQL has not by itself before version 18, and the file has: the least and greatest of bytes. */
const prelude = ['least', 'greatest']
  .map(
    (which) => `
  create or replace function lupa_${which}(bytea, bytea) returns bytea language sql immutable strict parallel safe
    as 'select ${which}($1, $2)';
  create or replace aggregate ${which === 'least' ? 'min' : 'max'} (bytea) (sfunc = lupa_${which}, stype = bytea);`,
  )
  .join('');

const applied = sql`select version, name, digest from migrations order by version`;
const remember = sql`
  insert into migrations (version, name, digest, applied) values (:version, :name, :digest, :applied)`;

/** Applies what is missing, each in its own transaction. Refuses a database that is newer than the program. */
export const migrate = async (
  connection: Connection,
  now: number,
  wanted: readonly Migration[] = migrations(),
): Promise<void> => {
  await connection.exec(`select pg_advisory_lock(${lock})`);
  try {
    await connection.exec(
      `create table if not exists migrations
        (version bigint not null primary key, name text not null, digest text not null, applied bigint not null)`,
    );
    await connection.exec(prelude);
    const done = await connection.run(applied, {});
    for (const migration of missing(done, wanted)) {
      const { version, name, source } = migration;
      await connection.exec('begin');
      try {
        await connection.exec(migrationFor('postgres', source));
        await connection.run(remember, { version, name, digest: digestOf(source), applied: now });
        await connection.exec('commit');
      } catch (error) {
        await connection.exec('rollback');
        throw error;
      }
    }
  } finally {
    await connection.exec(`select pg_advisory_unlock(${lock})`);
  }
};
