/** Rows that have outlived their retention go, with their sources and what they were before: few at a time, so that nobody waits. */
import { noteErased } from '../ledger/erased.ts';
import { type Sql, type Store, sql, statement } from '../store/store.ts';

const oldLogs = sql`
  select log_id as id from service_logs
  where controller_id = :controller and logged < :before
  order by logged
  limit :most`;
const dropLog = sql`delete from service_logs where controller_id = :controller and log_id = :id`;
// What is still active has not ended: it counts from its start, for nobody may ever tell its end.
const oldActivations = sql`
  select activation_id as id from activations
  where controller_id = :controller and activated < :before and coalesce(ended, activated) < :before
  order by activated
  limit :most`;
const dropActivation = sql`delete from activations where controller_id = :controller and activation_id = :id`;
const oldFlags = sql`
  select flag_id as id from misuse_flags
  where controller_id = :controller and raised < :before and coalesce(resolved, raised) < :before
  order by raised
  limit :most`;
const dropFlag = sql`delete from misuse_flags where controller_id = :controller and flag_id = :id`;

/** The tables, each with how its old rows are found and dropped. */
export const agingTables = {
  service_logs: [oldLogs, dropLog],
  activations: [oldActivations, dropActivation],
  misuse_flags: [oldFlags, dropFlag],
} satisfies Record<string, readonly [Sql, Sql]>;

const origins = sql`
  select provenance_id as provenance from value_sources where controller_id = :controller and row_id = :id`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :id`;
const dropHistory = sql`delete from history where controller_id = :controller and row_id = :id`;
// Others' rows may have come by the same act.
const dropOrigin = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance and source = 'service'
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)`;

/** Rows in one write. */
const atOnce = 100;

/** Drops the rows of a table that are older than a time. How many there were. Stops between two writes when told so. */
export const dropOldRows = async (
  store: Store,
  controller: number,
  table: keyof typeof agingTables,
  before: number,
  stopped: () => boolean,
): Promise<number> => {
  const [find, drop] = agingTables[table];
  let dropped = 0;
  for (let found = atOnce; found === atOnce && !stopped(); ) {
    const rows = await store.read<{ id: Uint8Array }>(find, { controller, before, most: atOnce });
    found = rows.length;
    if (found === 0) break;
    const from = new Map<string, Uint8Array>();
    for (const { id } of rows)
      for (const { provenance } of await store.read<{ provenance: Uint8Array }>(origins, { controller, id }))
        from.set(Buffer.from(provenance).toString('hex'), provenance);
    await store.write(
      [
        ...rows.flatMap(({ id }) =>
          [dropSources, dropHistory, drop].map((one) => statement(one, { controller, id })),
        ),
        ...[...from.values()].map((provenance) => statement(dropOrigin, { controller, provenance })),
        noteErased(controller),
      ],
      'import',
    );
    dropped += found;
  }
  return dropped;
};
