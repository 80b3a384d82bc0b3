/** Whether a server can keep what it is given: asked of every connection before anything is believed of it. */

import { StoreError } from '../fault.ts';
import { Away } from '../store.ts';
import type { Connection } from './connection.ts';

/** `not needed` is for tests and trials: what was answered may be lost. */
export type Durability = 'demanded' | 'not needed';

/** The server is too old, writes another alphabet, or loses what it has answered. */
export class UnfitServer extends Error {
  override name = 'UnfitServer';
}

const question = `
  select current_setting('server_version_num'), current_setting('server_encoding'), current_setting('fsync'),
    current_setting('full_page_writes'), current_setting('synchronous_commit'), pg_is_in_recovery()::text,
    has_database_privilege(current_database(), 'temporary')::text, current_user, current_database()`;

/** Throws a sentence that says what is wrong; sees to it that this connection's commits are on disk before they are answered. */
export const checkServer = async (
  connection: Pick<Connection, 'list' | 'exec'>,
  durability: Durability,
): Promise<void> => {
  const [row = []] = await connection.list('lupa_server', question, []);
  const [version, encoding, fsync, fullPages, commit, standby, temporary, user, database] = row;
  if (standby === 'true') throw new Away('LUPA_DATABASE_URL leads to a standby, which cannot be written to.');
  if (Number(version) < 150_000)
    throw new UnfitServer(
      `PostgreSQL must be version 15 or newer: it is ${Math.floor(Number(version) / 10_000)}.${Number(version) % 100}.`,
    );
  if (encoding !== 'UTF8')
    throw new UnfitServer(`The database's encoding must be UTF8: it is ${encoding}. Make it anew with it.`);
  if (temporary !== 'true')
    throw new UnfitServer(
      `The role ${user} may not make temporary functions: type grant temporary on database ${database} to ${user};`,
    );
  if (durability === 'not needed') return;
  if (fsync !== 'on' || fullPages !== 'on')
    throw new UnfitServer(
      'The server may lose what it has answered: set fsync and full_page_writes to on in postgresql.conf.',
    );
  // Weaker ones answer before the commit is on disk, here or on the synchronous standby.
  if (commit !== 'on' && commit !== 'remote_apply') await connection.exec('set synchronous_commit = on');
};

/** The states in which PostgreSQL says that a role may not make tables. */
const withoutRight: readonly unknown[] = ['42501', '3F000'];

/** As whoever starts it is told, where its role may not make the tables. */
export const orUnfit = async (connection: Pick<Connection, 'list'>, error: unknown): Promise<unknown> => {
  if (!(error instanceof StoreError) || !withoutRight.includes(error.code)) return error;
  const [[user, database] = []] = await connection.list(
    'lupa_who',
    'select current_user, current_database()',
    [],
  );
  return new UnfitServer(
    `The role ${user} may not make tables in the database ${database}: type alter database ${database} owner to ${user};`,
  );
};
