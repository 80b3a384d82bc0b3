/**
 * Persons whose time is over: nothing ties them to the controller any more, and the last thing that happened is longer ago than
 * the rule says (R43). Then everything goes that an erasure takes.
 */
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { nobody } from '../../register/actor.ts';
import { must, type Store, sql, statement, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { erasePerson } from '../erasePerson.ts';
import { type Cuts, idAt, justBefore } from './cuts.ts';
import { counting } from './progress.ts';

const lastOfWindow = sql`
  select max(person_id) as last, count(*) as found
  from (select person_id from persons
    where controller_id = :controller and person_id > :after and person_id < :youngest
    order by person_id limit :window) w`;
// What holds a person: a relationship or a licence, their own or their company's, that has not ended; their own consent to be
// written to; a browser of theirs that comes back; a hold. What counts from when it happened: everything else. Whoever is
// restricted is stored and otherwise untouched (GDPR 18). Messages of ours are nothing that they did.
const ended = sql`
  select p.person_id as id from persons p
  where p.controller_id = :controller and p.person_id > :after and p.person_id <= :last
    and p.erased is null and p.merged_into is null and p.restricted is null
    and p.created < :before and coalesce(p.objected, p.created) < :before
    and not exists (select 1 from relationships r
      where r.controller_id = p.controller_id and r.person_id = p.person_id
        and (r.ended is null or r.ended >= :before))
    and not exists (select 1 from relationships r
      where r.controller_id = p.controller_id and r.organisation_id = p.organisation_id
        and (r.ended is null or r.ended >= :before))
    and not exists (select 1 from licences l
      where l.controller_id = p.controller_id and l.person_id = p.person_id
        and (l.valid_until is null or l.valid_until >= :before) and (l.revoked is null or l.revoked >= :before))
    and not exists (select 1 from licences l
      where l.controller_id = p.controller_id and l.organisation_id = p.organisation_id
        and (l.valid_until is null or l.valid_until >= :before) and (l.revoked is null or l.revoked >= :before))
    and not exists (select 1 from accounts a
      where a.controller_id = p.controller_id and a.person_id = p.person_id
        and (a.created >= :before or a.used >= :before or a.password_changed >= :before or a.closed >= :before))
    and not exists (select 1 from permissions q
      where q.controller_id = p.controller_id and q.person_id = p.person_id
        and (q.since >= :before or q.ended >= :before or (q.basis = 'consent' and q.ended is null)))
    and not exists (select 1 from transactions t
      where t.controller_id = p.controller_id and t.person_id = p.person_id and t.occurred >= :before)
    and not exists (select 1 from feedback f
      where f.controller_id = p.controller_id and f.person_id = p.person_id
        and (f.received >= :before or f.answered >= :before))
    and not exists (select 1 from service_events s
      where s.controller_id = p.controller_id and s.person_id = p.person_id and s.occurred >= :before)
    and not exists (select 1 from service_logs s
      where s.controller_id = p.controller_id and s.person_id = p.person_id and s.logged >= :before)
    and not exists (select 1 from activations a
      where a.controller_id = p.controller_id and a.person_id = p.person_id
        and (a.activated >= :before or a.ended >= :before))
    and not exists (select 1 from misuse_flags f
      where f.controller_id = p.controller_id and f.person_id = p.person_id
        and (f.raised >= :before or f.resolved >= :before or f.resolved is null))
    and not exists (select 1 from ties t
      where t.controller_id = p.controller_id and t.person_id = p.person_id
        and (t.started >= :before or t.ended >= :before or (t.ended is null and exists (
          select 1 from visits v
          where v.controller_id = t.controller_id and v.visitor_id = t.visitor_id and v.received >= :before))))
    and not exists (select 1 from informing i
      where i.controller_id = p.controller_id and i.person_id = p.person_id and i.told >= :before)
    and not exists (select 1 from history h
      where h.controller_id = p.controller_id and h.person_id = p.person_id and h.replaced >= :before)
    and not exists (select 1 from value_sources v
      join provenance o on o.controller_id = v.controller_id and o.provenance_id = v.provenance_id
      where v.controller_id = p.controller_id and v.row_id = p.person_id and o.recorded >= :before)
    and not exists (select 1 from merges m
      where m.controller_id = p.controller_id and m.kept_id = p.person_id and m.merged >= :before)
    and not exists (select 1 from sharing_consents s
      where s.controller_id = p.controller_id and s.person_id = p.person_id and (s.since >= :before or s.ended >= :before))
    and not exists (select 1 from requests q
      where q.controller_id = p.controller_id and q.person_id = p.person_id
        and (q.ended is null or q.received >= :before or q.ended >= :before))
    and not exists (select 1 from holds h
      where h.controller_id = p.controller_id and h.person_id = p.person_id and h.category is null
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
  order by p.person_id
  limit :most`;

/** Persons that are looked at in one go, in a thread of their own. */
const window = 500;

const only = ({ controller, now, before }: Cuts) => ({
  controller,
  now,
  before: before.relationship,
  most: window,
});

/** The persons of one window after an id whose time is over, and where the next window begins; no `next` after the last. */
export const endedAfter = async (
  store: Pick<Store, 'readApart'>,
  cuts: Cuts,
  after: Uint8Array,
): Promise<{ ids: Uint8Array[]; next?: Uint8Array }> => {
  const { controller, before } = cuts;
  const [found] = await store.readApart<{ last: Uint8Array | null; found: number }>(lastOfWindow, {
    controller,
    after,
    // Ids begin with the time: whoever came later has not had their time.
    youngest: idAt(before.relationship),
    window,
  });
  if (!found?.last) return { ids: [] };
  const rows = await store.readApart<{ id: Uint8Array }>(ended, { ...only(cuts), after, last: found.last });
  const ids = rows.map(({ id }) => id);
  return found.found < window ? { ids } : { ids, next: found.last };
};

/**
 * Ends the persons whose time is over, each in a write of their own. How many. A run that was killed goes on with those who
 * are left.
 */
export const endPersons = async (
  store: Store,
  world: World,
  cuts: Cuts,
  stopped: () => boolean,
): Promise<number> => {
  const { controller } = cuts;
  let gone = 0;
  for (let after: Uint8Array | undefined = new Uint8Array(0); after && !stopped(); ) {
    const { ids, next }: Awaited<ReturnType<typeof endedAfter>> = await endedAfter(store, cuts, after);
    for (const person of ids) {
      if (stopped()) return gone;
      const told = await hooksFor(store, world, controller, 'person.erased', { person });
      const beside = [...told, counting(controller, 'relationship', 'persons', 1)];
      try {
        const first = [must(statement(ended, { ...only(cuts), after: justBefore(person), last: person }))];
        const how = { cause: 'retention', urgency: 'import', first } as const;
        if (await erasePerson(store, world, nobody(controller), person, beside, how)) gone += 1;
      } catch (error) {
        // Something happened in the very moment: their time is not over.
        if (!(error instanceof Unmet)) throw error;
      }
    }
    after = next;
  }
  return gone;
};
