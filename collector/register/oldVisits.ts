/** Visits past their retention go but those that a hold keeps, or whose person is restricted; a window at a time, so that nobody waits. */
import { noteErased } from '../ledger/erased.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';

// Ids are time-ordered by the browser's clock, which nobody vouches for: every window is looked at, by the time of arrival.
const lastOfWindow = sql`
  select max(visit_id) as last, count(*) as found, sum(case when site_id = :site and received < :before then 1 else 0 end) as old
  from (select visit_id, site_id, received from visits
    where controller_id = :controller and visit_id > :after order by visit_id limit :most) w`;
const erase = sql`
  delete from visits
  where controller_id = :controller and visit_id > :after and visit_id <= :last and site_id = :site and received < :before
    and not exists (select 1 from ties t
      join holds h on h.controller_id = t.controller_id and h.person_id = t.person_id
      where t.controller_id = visits.controller_id and t.visitor_id = visits.visitor_id
        and visits.received >= t.started and (t.ended is null or visits.received < t.ended)
        and (h.category is null or h.category = 'visits')
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
    and not exists (select 1 from holds h
      where h.controller_id = visits.controller_id and h.person_id is null and h.category = 'visits'
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
    and not exists (select 1 from ties t
      left join usable_persons u on u.controller_id = t.controller_id and u.person_id = t.person_id
      where t.controller_id = visits.controller_id and t.visitor_id = visits.visitor_id
        and visits.received >= t.started and (t.ended is null or visits.received < t.ended) and u.person_id is null)
  returning 1 as done`;

// What `erase` would take.
const wouldErase = sql`
  select v.visit_id as id from visits v
  where v.controller_id = :controller and v.visit_id > :after and v.site_id = :site and v.received < :before
    and not exists (select 1 from ties t
      join holds h on h.controller_id = t.controller_id and h.person_id = t.person_id
      where t.controller_id = v.controller_id and t.visitor_id = v.visitor_id
        and v.received >= t.started and (t.ended is null or v.received < t.ended)
        and (h.category is null or h.category = 'visits')
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
    and not exists (select 1 from ties t
      left join usable_persons u on u.controller_id = t.controller_id and u.person_id = t.person_id
      where t.controller_id = v.controller_id and t.visitor_id = v.visitor_id
        and v.received >= t.started and (t.ended is null or v.received < t.ended) and u.person_id is null)
  order by v.visit_id
  limit :most`;

/** At most `most` visits of the site that would go, after one, where no hold of everybody's keeps them. */
export const oldVisitsAfter = (
  store: Pick<Store, 'readApart'>,
  asked: { controller: number; site: number; before: number; now: number; after: Uint8Array; most: number },
): Promise<{ id: Uint8Array }[]> => store.readApart<{ id: Uint8Array }>(wouldErase, { ...asked });

const first = new Uint8Array(16);

/** Erases the site's visits that arrived before a time. How many there were. Stops between two windows when told so. */
export const eraseOldVisits = async (
  store: Store,
  { controller, site }: { controller: number; site: number },
  { before, now, counted }: { before: number; now: number; counted: (rows: number) => Statement },
  stopped: () => boolean,
  most = 2000,
): Promise<number> => {
  let erased = 0;
  let after: Uint8Array = first;
  while (!stopped()) {
    const [window] = await store.readApart<{ last: Uint8Array | null; found: number; old: number | null }>(
      lastOfWindow,
      { controller, site, after, before, most },
    );
    if (!window?.last) break;
    const { last, old } = window;
    if (old) {
      const [gone] = await store.write(
        [statement(erase, { controller, site, after, last, before, now }), noteErased(controller)],
        'import',
      );
      if (gone?.length) await store.write([counted(gone.length)], 'import');
      erased += gone?.length ?? 0;
    }
    if (window.found < most) break;
    after = last;
  }
  return erased;
};
