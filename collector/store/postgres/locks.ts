/**
 * One writer for each controller, however many collectors there are: a transaction takes the locks of the controllers that
 * its writes name, and keeps them until it is on disk. The conditions of every write rely on it, as on the file's one writer.
 */
import type { Connection } from './connection.ts';

/** Ours among the advisory locks of the database: "Lupa". */
const space = 0x4c757061;

/** What is held: by controller, and all at once by whoever names none. */
const everybody = 0;

/** A controller's lock is its number, folded into 31 bits: two controllers may share one. 0 is everybody's. */
const lockOf = (controller: number): number => (Math.abs(controller) % 0x7fffffff) + 1;

/** The locks of a transaction, in the order in which all take them; null: everybody's, for a write named no controller. */
export type Locks = readonly number[] | null;

/** The locks of writes that name these controllers. */
export const locksOf = (controllers: Iterable<number>): number[] =>
  [...new Set([...controllers].map(lockOf))].sort((one, other) => one - other);

/** Takes them until the transaction ends; a function of the session, so that versions beside each other keep apart. */
export const lockFunction = `
  create or replace function pg_temp.lupa_lock(lupa_locks int[]) returns void language plpgsql as $lupa$
  declare
    lupa_one int;
  begin
    if lupa_locks is null then
      perform pg_advisory_xact_lock(${space}, ${everybody});
      return;
    end if;
    perform pg_advisory_xact_lock_shared(${space}, ${everybody});
    foreach lupa_one in array lupa_locks loop
      perform pg_advisory_xact_lock(${space}, lupa_one);
    end loop;
  end $lupa$`;

/** The locks as a parameter. */
export const sentLocks = (locks: Locks): string | null => (locks ? `{${locks.join(',')}}` : null);

/** Takes the locks in the transaction that was begun. */
export const takeLocks = (connection: Connection, locks: Locks): Promise<unknown> =>
  connection.list('lupa_lock', 'select pg_temp.lupa_lock($1)::text', [sentLocks(locks)]);
