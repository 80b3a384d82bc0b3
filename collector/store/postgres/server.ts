/** Whether a server can keep what it is given: asked of every connection before anything is believed of it. */

import { StoreError } from '../fault.ts';
import { Away } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Server } from './succession.ts';

/** `not needed` is for tests and trials: what was answered may be lost. */
export type Durability = 'demanded' | 'not needed';

export interface Demands {
  /** Whether a server that may lose what it has answered is refused. */
  durability?: Durability;
  /** Whether one is refused whose standby may lack what was answered. */
  failover?: 'promised' | 'not promised';
}

/** The server is too old, writes another alphabet, or loses what it has answered. Visitors are told to come again. */
export class UnfitServer extends Away {
  override name = 'UnfitServer';
}

const question = `
  select current_setting('server_version_num'), current_setting('server_encoding'), current_setting('fsync'),
    current_setting('full_page_writes'), current_setting('synchronous_commit'), pg_is_in_recovery()::text,
    has_database_privilege(current_database(), 'temporary')::text, current_user, current_database(),
    pg_backend_pid()::text, (select system_identifier::text from pg_control_system()), pg_postmaster_start_time()::text,
    case when pg_is_in_recovery() then null else left(pg_walfile_name(pg_current_wal_lsn()), 8) end,
    current_setting('synchronous_standby_names'), pg_has_role(current_user, 'pg_read_all_stats', 'usage')::text,
    (select count(*) from pg_stat_replication where state = 'streaming' and sync_state in ('sync', 'quorum'))::text`;

/** Commits are answered when a standby has them, or not at all. Whether one is there is not shown to every role. */
const checkStandby = (names: string | null | undefined, shown: boolean, count: number): void => {
  if (!names)
    throw new UnfitServer(
      'LUPA_DATABASE_FAILOVER promises that a fail-over loses nothing, but every standby of this server is asynchronous and may lack what was answered: name one in synchronous_standby_names, or unset LUPA_DATABASE_FAILOVER.',
    );
  if (shown && count === 0)
    throw new UnfitServer(
      'LUPA_DATABASE_FAILOVER promises that a fail-over loses nothing, but no synchronous standby is connected to this server: start one that synchronous_standby_names names.',
    );
};

/**
 * Throws a sentence that says what is wrong; sees to it that this connection's commits are on disk before they are answered.
 * Answers which server it is, and the number of its process for this connection.
 */
export const checkServer = async (
  connection: Pick<Connection, 'list' | 'exec'>,
  { durability = 'demanded', failover = 'not promised' }: Demands,
): Promise<{ server: Server; pid: number }> => {
  const [row = []] = await connection.list('lupa_server', question, []);
  const [version, encoding, fsync, fullPages, commit, standby, temporary, user, database, ...more] = row;
  const [pid, system, started, timeline, names, shown, count] = more;
  const found = {
    server: { system: system ?? '', timeline: Number.parseInt(timeline ?? '0', 16), started: started ?? '' },
    pid: Number(pid),
  };
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
  if (failover === 'promised') checkStandby(names, shown === 'true', Number(count));
  if (durability === 'not needed') return found;
  if (fsync !== 'on' || fullPages !== 'on')
    throw new UnfitServer(
      'The server may lose what it has answered: set fsync and full_page_writes to on in postgresql.conf.',
    );
  // Weaker ones answer before the commit is on disk, here or on the synchronous standby.
  if (commit !== 'on' && commit !== 'remote_apply') await connection.exec('set synchronous_commit = on');
  return found;
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
