/** Permissions that ended long ago: the proof of a consent is kept for 24 months after its end, and then goes (FACTS 5.7). */
import { noteErased } from '../ledger/erased.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';

const months = 24;

const old = sql`
  select permission_id as id from permissions
  where controller_id = :controller and ended is not null and ended < :before
  order by ended
  limit :most`;
const drop = sql`
  delete from permissions
  where controller_id = :controller and permission_id = :id and ended is not null and ended < :before`;
const sourceOf = sql`
  select provenance_id as provenance from value_sources where controller_id = :controller and row_id = :id`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :id`;
const dropHistory = sql`delete from history where controller_id = :controller and row_id = :id`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)`;

/** Permissions in one write. */
const piece = 100;

/** Takes away what has ended so long ago, with its sources. Answers how many. */
export const pruneOldPermissions = async (
  store: Store,
  world: Pick<World, 'clock'>,
  controller: number,
  stopped: () => boolean,
): Promise<number> => {
  const limit = new Date(world.clock());
  limit.setUTCMonth(limit.getUTCMonth() - months);
  const before = limit.getTime();
  let count = 0;
  while (!stopped()) {
    const rows = await store.read<{ id: Uint8Array }>(old, { controller, before, most: piece });
    if (rows.length === 0) break;
    const write: Statement[] = [noteErased(controller)];
    for (const { id } of rows) {
      const sources = await store.read<{ provenance: Uint8Array }>(sourceOf, { controller, id });
      write.push(statement(drop, { controller, id, before }), statement(dropSources, { controller, id }));
      write.push(statement(dropHistory, { controller, id }));
      for (const { provenance } of sources) write.push(statement(dropUnused, { controller, provenance }));
    }
    await store.write(write, 'import');
    count += rows.length;
  }
  return count;
};
