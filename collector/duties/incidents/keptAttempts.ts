/** Attempts that are still below their threshold, kept: whoever waits for restarts is counted on. No address of anybody, and no name. */
import { listControllers } from '../../register/controllers.ts';
import { type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { type Attempts, type Kept, window } from './attempts.ts';

const all = sql`
  select controller_id as controller, rule, counter as about, began, seen, untold, raised from attempt_counters
  where controller_id = :controller and (began > :since or (raised = 1 and untold > 0))`;
// A number that is nobody's is of no controller: nothing is written.
const keep = sql`
  insert into attempt_counters (controller_id, rule, counter, began, seen, untold, raised)
  select controller_id, :rule, :about, :began, :seen, :untold, :raised from controllers where controller_id = :controller
  on conflict (controller_id, rule, counter) do update
  set began = excluded.began, seen = excluded.seen, untold = excluded.untold, raised = excluded.raised`;
const prune = sql`delete from attempt_counters where controller_id = :controller and began <= :before`;

/** Counters in one write; the others wait for the next time. */
const atOnce = 500;

/** Keeps what was counted since the last time. */
export const keepAttempts = async (store: Store, attempts: Pick<Attempts, 'changed'>): Promise<void> => {
  const rows = attempts.changed(atOnce);
  if (rows.length === 0) return;
  await store.write(
    rows.map(({ raised, ...row }) => statement(keep, { ...row, raised: raised ? 1 : 0 })),
    'import',
  );
};

/** Counts on from where the process before left off. */
export const restoreAttempts = async (
  store: Store,
  world: Pick<World, 'clock'>,
  attempts: Pick<Attempts, 'restore'>,
): Promise<void> => {
  const since = world.clock() - window;
  for (const controller of await listControllers(store)) {
    const rows = await store.read<Omit<Kept, 'raised'> & { raised: 0 | 1 }>(all, { controller, since });
    attempts.restore(rows.map((row) => ({ ...row, raised: row.raised === 1 })));
  }
};

/** Those of an hour that is long over go in the night. */
export const pruneAttempts = (controller: number, now: number): Statement =>
  statement(prune, { controller, before: now - 24 * window });
