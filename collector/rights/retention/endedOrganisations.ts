/** Organisations whose time is over: nobody of theirs is left, no relationship, licence or voucher, and the last event is long past. */
import { holdsSeen, whileSame } from '../../duties/holds/active.ts';
import { noteErased } from '../../ledger/erased.ts';
import { must, type Sql, type Store, sql, statement, Unmet } from '../../store/store.ts';
import { type Cuts, heldOfAll, justBefore } from './cuts.ts';
import { withSources } from './drop.ts';
import { counting } from './progress.ts';

const ended = sql`
  select o.organisation_id as id from organisations o
  where o.controller_id = :controller and o.organisation_id > :after and o.organisation_id <= :last and o.created < :before
    and not exists (select 1 from persons p
      where p.controller_id = o.controller_id and p.organisation_id = o.organisation_id)
    and not exists (select 1 from relationships r
      where r.controller_id = o.controller_id and r.organisation_id = o.organisation_id
        and (r.person_id is not null or r.ended is null or r.ended >= :before))
    and not exists (select 1 from licences l
      where l.controller_id = o.controller_id and l.organisation_id = o.organisation_id
        and (l.person_id is not null
          or (l.valid_until is null or l.valid_until >= :before) and (l.revoked is null or l.revoked >= :before)))
    and not exists (select 1 from licences l
      join activations a on a.controller_id = l.controller_id and a.licence_id = l.licence_id
      where l.controller_id = o.controller_id and l.organisation_id = o.organisation_id and a.person_id is not null)
    and not exists (select 1 from transactions t
      where t.controller_id = o.controller_id and t.organisation_id = o.organisation_id)
    and not exists (select 1 from service_events s
      where s.controller_id = o.controller_id and s.organisation_id = o.organisation_id
        and (s.person_id is not null or s.occurred >= :before))
    and not exists (select 1 from value_sources v
      join provenance f on f.controller_id = v.controller_id and f.provenance_id = v.provenance_id
      where v.controller_id = o.controller_id and v.row_id = o.organisation_id and f.recorded >= :before)
  order by o.organisation_id
  limit :most`;
const rowsOf = sql`
  select relationship_id as id from relationships where controller_id = :controller and organisation_id = :id
  union all
  select licence_id from licences where controller_id = :controller and organisation_id = :id
  union all
  select event_id from service_events where controller_id = :controller and organisation_id = :id
  union all
  select a.activation_id from licences l
    join activations a on a.controller_id = l.controller_id and a.licence_id = l.licence_id
    where l.controller_id = :controller and l.organisation_id = :id
  union all
  select f.flag_id from licences l
    join misuse_flags f on f.controller_id = l.controller_id and f.licence_id = l.licence_id
    where l.controller_id = :controller and l.organisation_id = :id`;
const drops: readonly Sql[] = [
  sql`
    delete from misuse_flags where controller_id = :controller and licence_id in (
      select licence_id from licences where controller_id = :controller and organisation_id = :id)`,
  sql`
    delete from activations where controller_id = :controller and licence_id in (
      select licence_id from licences where controller_id = :controller and organisation_id = :id)`,
  sql`delete from licences where controller_id = :controller and organisation_id = :id`,
  sql`delete from relationships where controller_id = :controller and organisation_id = :id`,
  sql`delete from service_events where controller_id = :controller and organisation_id = :id`,
  sql`delete from organisations where controller_id = :controller and organisation_id = :id`,
];

/** Kinds of what hangs on an organisation: a hold of everybody's keeps the organisation too. */
const hanging = ['relationships', 'licences', 'activations', 'misuse-flags', 'service-events'] as const;

const atOnce = 20;

const lastId = new Uint8Array(16).fill(255);

const only = ({ controller, before }: Cuts) => ({ controller, before: before.relationship });

/** At most `most` organisations after an id whose time is over. */
export const organisationsOver = async (
  store: Pick<Store, 'readApart'>,
  cuts: Cuts,
  after: Uint8Array,
  most: number,
): Promise<Uint8Array[]> =>
  hanging.some((one) => cuts.held.has(one))
    ? []
    : (await store.readApart<{ id: Uint8Array }>(ended, { ...only(cuts), after, last: lastId, most })).map(
        ({ id }) => id,
      );

/** Drops them, each in a write of its own. How many. */
export const endOrganisations = async (store: Store, cuts: Cuts, stopped: () => boolean): Promise<number> => {
  const { controller } = cuts;
  let gone = 0;
  let after: Uint8Array = new Uint8Array(0);
  while (!stopped()) {
    const seen = await holdsSeen(store, controller);
    const held = await heldOfAll(store, controller, cuts.now);
    const ids = await organisationsOver(store, { ...cuts, held }, after, atOnce);
    for (const id of ids) {
      const rows = await store.read<{ id: Uint8Array }>(rowsOf, { controller, id });
      const sources = await withSources(store, controller, [id, ...rows.map((row) => row.id)]);
      try {
        await store.write(
          [
            whileSame(controller, seen),
            must(statement(ended, { ...only(cuts), after: justBefore(id), last: id, most: 1 })),
            ...drops.map((one) => statement(one, { controller, id })),
            ...sources,
            counting(controller, 'relationship', 'organisations', 1),
            noteErased(controller),
          ],
          'import',
        );
        gone += 1;
      } catch (error) {
        // Somebody came to be theirs in the very moment, or a hold was made: the next night looks again.
        if (!(error instanceof Unmet)) throw error;
      }
    }
    after = ids.at(-1) ?? after;
    if (ids.length < atOnce) break;
  }
  return gone;
};
