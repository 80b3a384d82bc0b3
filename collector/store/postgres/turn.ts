/** One turn of the commit queue on PostgreSQL: many writes in one transaction, of which a bad one spoils no other. */
import type { Sql } from '../sql.ts';
import { Away, type Conditions, type Row, Unmet } from '../store.ts';
import type { Connection, Sent } from './connection.ts';
import { isLostRace } from './fault.ts';
import { type Locks, locksOf, takeLocks } from './locks.ts';
import { type Outcome, type Plans, type ReadyPlanned, runPlanned } from './plans.ts';

export type { Outcome } from './plans.ts';

/** A statement whose values have been through the guard. */
export interface ReadyStep extends Conditions {
  sql: Sql;
  values: Sent[];
}

/** A write as it is run, with the controllers that it names. */
export type ReadyWrite = { controllers: readonly number[] } & (
  | { planned: ReadyPlanned }
  | { steps: readonly ReadyStep[] }
);

const isPlanned = (write: ReadyWrite): write is ReadyWrite & { planned: ReadyPlanned } => 'planned' in write;

/** A write that names no controller waits for everybody. */
const locksFor = (writes: readonly ReadyWrite[]): Locks =>
  writes.some(({ controllers }) => controllers.length === 0)
    ? null
    : locksOf(writes.flatMap(({ controllers }) => controllers));

const none: Row[] = [];

/** The write's statements, sent without waiting but where one depends on another's rows. */
const runSteps = async (connection: Connection, steps: readonly ReadyStep[]): Promise<Row[][]> => {
  const asked: Promise<Row[]>[] = [];
  const skipped = new Set<number>();
  for (const { sql, values, when } of steps) {
    if (when && ((await asked[when.place]) ?? none).length > 0 !== when.found) {
      skipped.add(asked.length);
      asked.push(Promise.resolve(none));
    } else asked.push(connection.runSent(sql, values));
    // What fails is told below, in order.
    asked.at(-1)?.catch(() => {});
  }
  const answered: Row[][] = [];
  for (const [place, { must }] of steps.entries()) {
    const rows = (await asked[place]) as Row[];
    if (must && rows.length === 0 && !skipped.has(place)) {
      await Promise.allSettled(asked);
      throw new Unmet('A condition of the write does not hold.');
    }
    answered.push(rows);
  }
  return answered;
};

/** The write within the transaction, undone alone where it fails. Throws where the connection itself is lost. */
const runApart = async (connection: Connection, steps: readonly ReadyStep[]): Promise<Outcome> => {
  const saved = connection.exec('savepoint one');
  saved.catch(() => {});
  try {
    const rows = await runSteps(connection, steps);
    connection.exec('release one').catch(() => {});
    await saved;
    return { rows };
  } catch (error) {
    if (error instanceof Away || isLostRace(error)) throw error;
    await connection.exec('rollback to one; release one');
    return { error };
  }
};

/** A condition that fails is expected; an error of the engine is not. */
const mayFail = (steps: readonly ReadyStep[]): boolean => steps.some(({ must }) => must);

/** The transaction was given up by the engine although every statement answered. */
class NotCommitted extends Error {
  override name = 'NotCommitted';
}

const inOneTransaction = async (
  connection: Connection,
  plans: Plans,
  writes: readonly ReadyWrite[],
  apart: boolean,
): Promise<Outcome[]> => {
  const locks = locksFor(writes);
  const begun = Promise.all([connection.exec('begin'), takeLocks(connection, locks)]);
  begun.catch(() => {});
  try {
    const outcomes: { writes: number; outcome: Promise<Outcome[]> }[] = [];
    const add = (count: number, outcome: Promise<Outcome[]>): void => {
      outcomes.push({ writes: count, outcome });
      outcome.catch(() => {});
    };
    for (let place = 0; place < writes.length; ) {
      const write = writes[place] as ReadyWrite;
      if (isPlanned(write)) {
        const run: ReadyPlanned[] = [];
        for (let next = writes[place]; next && isPlanned(next); next = writes[place + run.length])
          run.push(next.planned);
        add(run.length, runPlanned(connection, plans, run, [], apart));
        place += run.length;
      } else {
        const { steps } = write;
        const one =
          apart || mayFail(steps)
            ? runApart(connection, steps)
            : runSteps(connection, steps).then((rows) => ({ rows }));
        add(
          1,
          one.then((outcome) => [outcome]),
        );
        // Others may join in without waiting, but for what was undone or still has to ask.
        if (apart || steps.some(({ must, when }) => must || when)) await one;
        place += 1;
      }
    }
    const committed = connection.exec('commit');
    committed.catch(() => {});
    await begun;
    const settled = await Promise.allSettled(outcomes.map(({ outcome }) => outcome));
    const kept = (await committed) === 'COMMIT';
    return settled.flatMap((one, place): Outcome[] => {
      if (one.status === 'fulfilled' && kept) return one.value;
      const error: unknown = one.status === 'rejected' ? one.reason : undefined;
      // What was kept is not done again, even where its answer could not be read.
      if (kept) return Array.from({ length: outcomes[place]?.writes ?? 1 }, () => ({ error }));
      if (error !== undefined || place === settled.length - 1)
        throw error ?? new NotCommitted('The transaction was not kept.');
      return [];
    });
  } catch (error) {
    if (!(error instanceof Away)) await connection.exec('rollback').catch(() => {});
    throw error;
  }
};

const attempt = (
  connection: Connection,
  plans: Plans,
  writes: readonly ReadyWrite[],
  apart: boolean,
): Promise<Outcome[]> =>
  writes.every(isPlanned)
    ? runPlanned(
        connection,
        plans,
        writes.map(({ planned }) => planned),
        locksFor(writes),
        apart,
      )
    : inOneTransaction(connection, plans, writes, apart);

/** How often a turn is done again that lost a race and left nothing. */
const tries = 5;

/** All writes in one transaction, answered when it is on disk; when one fails, all again, each behind a savepoint. */
export const runTurn = async (
  connection: Connection,
  plans: Plans,
  writes: readonly ReadyWrite[],
): Promise<Outcome[]> => {
  for (let apart = false, tried = 1; ; tried++) {
    try {
      return await attempt(connection, plans, writes, apart);
    } catch (error) {
      if (isLostRace(error) && tried < tries) continue;
      // Whether the commit was kept is not known where the connection is lost: it is not done again here.
      if (apart || writes.length === 1 || error instanceof Away) return writes.map(() => ({ error }));
      apart = true;
    }
  }
};
