/** Brings the embedded file's schema up to date. */
import type { Connection } from './connection.ts';
import { migrationFor } from './dialect.ts';
import { digestOf, migrations, missing } from './migrations.ts';
import { sql } from './sql.ts';

export { type Migration, migrations } from './migrations.ts';

const remember = sql`
  insert into migrations (version, name, digest, applied) values (:version, :name, :digest, :applied)`;
const applied = sql`select version, name, digest from migrations order by version`;

/** Applies what is missing, each in its own transaction. Refuses a database that is newer than the program. */
export const migrate = (connection: Connection, now: number, wanted = migrations()): void => {
  connection.exec(
    `create table if not exists migrations
       (version integer not null primary key, name text not null, digest text not null, applied integer not null) strict`,
  );
  for (const { version, name, source } of missing(connection.run(applied, {}), wanted)) {
    connection.exec('begin immediate');
    try {
      connection.exec(migrationFor('libsql', source));
      connection.run(remember, { version, name, digest: digestOf(source), applied: now });
      connection.exec('commit');
    } catch (error) {
      connection.exec('rollback');
      throw error;
    }
  }
};
