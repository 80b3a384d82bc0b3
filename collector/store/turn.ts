/** One turn of the commit queue: many writes in one transaction, of which a bad one spoils no other. */
import type { Connection } from './connection.ts';
import type { ReadyWrite } from './parcel.ts';
import { type Row, Unmet } from './store.ts';
import type { Bound } from './value.ts';

/** How one write of a turn ended. */
export type Outcome = { rows: Row[][] } | { error: unknown };

const none: Row[] = [];

/** The write's statements, one after the other; whoever calls has begun the transaction. */
export const runWrite = (connection: Connection, write: ReadyWrite): Row[][] => {
  const answered: Row[][] = [];
  for (const { sql, places, must, when } of write.steps) {
    if (when && (answered[when.place]?.length ?? 0) > 0 !== when.found) {
      answered.push(none);
      continue;
    }
    const rows = connection.runBound(
      sql,
      places.map((place) => write.given[place] as Bound),
    );
    if (must && rows.length === 0) throw new Unmet('A condition of the write does not hold.');
    answered.push(rows);
  }
  return answered;
};

/** The write within the transaction, undone alone where it fails. Throws where the transaction itself is lost. */
const runApart = (connection: Connection, write: ReadyWrite): Outcome => {
  connection.exec('savepoint one');
  try {
    const rows = runWrite(connection, write);
    connection.exec('release one');
    return { rows };
  } catch (error) {
    try {
      connection.exec('rollback to one; release one');
    } catch {
      throw error;
    }
    return { error };
  }
};

const inOneTransaction = (
  connection: Connection,
  writes: readonly ReadyWrite[],
  apart: boolean,
): Outcome[] => {
  connection.exec('begin immediate');
  try {
    const outcomes = writes.map((write) =>
      // A condition that fails is expected; an error of the driver is not.
      apart || write.steps.some(({ must }) => must)
        ? runApart(connection, write)
        : { rows: runWrite(connection, write) },
    );
    connection.exec('commit');
    return outcomes;
  } catch (error) {
    // A failed statement may have ended the transaction already; the error that led here is the one to tell.
    try {
      connection.exec('rollback');
    } catch {}
    throw error;
  }
};

/** All writes in one transaction, answered when it is on disk; when one fails, all again, each behind a savepoint. */
export const runTurn = (connection: Connection, writes: readonly ReadyWrite[]): Outcome[] => {
  try {
    return inOneTransaction(connection, writes, false);
  } catch {
    try {
      return inOneTransaction(connection, writes, true);
    } catch (error) {
      return writes.map(() => ({ error }));
    }
  }
};
