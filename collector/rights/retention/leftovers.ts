/** What is left behind: sources that nothing comes from any more, merges of the erased, and members of staff who left long ago. */
import { noteErased } from '../../ledger/erased.ts';
import { type Store, sql, statement } from '../../store/store.ts';
import type { Cuts } from './cuts.ts';
import { counting } from './progress.ts';

const unused = sql`
  select f.provenance_id as id from provenance f
  where f.controller_id = :controller and f.provenance_id > :after
    and not exists (select 1 from value_sources v
      where v.controller_id = f.controller_id and v.provenance_id = f.provenance_id)
    and not exists (select 1 from history h
      where h.controller_id = f.controller_id and h.provenance_id = f.provenance_id)
    and not exists (select 1 from informing i
      where i.controller_id = f.controller_id and i.provenance_id = f.provenance_id)
  order by f.provenance_id
  limit :most`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :id
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :id)
    and not exists (select 1 from history where controller_id = :controller and provenance_id = :id)
    and not exists (select 1 from informing where controller_id = :controller and provenance_id = :id)`;
// Of entries that were erased together nothing is left to be undone.
const overMerges = sql`
  select m.merge_id as id from merges m
  join persons k on k.controller_id = m.controller_id and k.person_id = m.kept_id
  join persons g on g.controller_id = m.controller_id and g.person_id = m.merged_id
  where m.controller_id = :controller and m.merge_id > :after and k.erased is not null and g.erased is not null
    and not exists (select 1 from unfinished_erasures u
      where u.controller_id = m.controller_id and u.person_id in (m.kept_id, m.merged_id))
  order by m.merge_id
  limit :most`;
const dropMoves = sql`delete from merge_moves where controller_id = :controller and merge_id = :id`;
const dropMerge = sql`delete from merges where controller_id = :controller and merge_id = :id`;
// The number stays: what they did is told by it, and nobody else gets it.
const left = sql`
  select count(*) as rows from staff where controller_id = :controller and ended < :before and name <> ''`;
const forget = sql`
  update staff
  set name = '', email = null, email_key = null, committed = null, committed_until = null, password_hash = null,
    totp_secret = null, totp_used = null, oidc_issuer = null, oidc_subject = null, version = version + 1
  where controller_id = :controller and ended < :before and name <> ''`;

const atOnce = 100;

/** Drops what `find` finds, piece by piece. How many. */
const sweep = async (
  store: Store,
  controller: number,
  [noun, find, ...drops]: readonly [noun: string, find: typeof unused, ...drops: (typeof unused)[]],
  stopped: () => boolean,
): Promise<number> => {
  let gone = 0;
  let after: Uint8Array = new Uint8Array(0);
  while (!stopped()) {
    const rows = await store.readApart<{ id: Uint8Array }>(find, { controller, after, most: atOnce });
    if (rows.length === 0) break;
    await store.write(
      [
        ...rows.flatMap(({ id }) => drops.map((one) => statement(one, { controller, id }))),
        counting(controller, 'relationship', noun, rows.length),
        noteErased(controller),
      ],
      'import',
    );
    gone += rows.length;
    after = rows.at(-1)?.id ?? after;
  }
  return gone;
};

/** Sweeps all of it. */
export const sweepLeftovers = async (
  store: Store,
  { controller, before }: Cuts,
  stopped: () => boolean,
): Promise<number> => {
  let gone = await sweep(store, controller, ['merges', overMerges, dropMoves, dropMerge], stopped);
  gone += await sweep(store, controller, ['provenance', unused, dropUnused], stopped);
  const values = { controller, before: before['access-log'] };
  const [found] = await store.read<{ rows: number }>(left, values);
  if (found && found.rows > 0) {
    await store.write(
      [
        statement(forget, values),
        counting(controller, 'access-log', 'staff', found.rows),
        noteErased(controller),
      ],
      'import',
    );
    gone += found.rows;
  }
  return gone;
};
