/** Rows about incidents and audits that go by their own age, with all that hangs on them. */
import { sql } from '../../store/store.ts';
import type { Aging } from './aging.ts';

// One that concerns somebody of whom it is held, or who is restricted, stays whole.
const incidents: Aging = {
  noun: 'incidents',
  rule: 'incidents',
  category: 'incidents',
  find: sql`
    select i.incident_id as id, i.created as "at" from incidents i
    where i.controller_id = :controller and i.incident_id > :after and i.closed < :before
      and not exists (select 1 from incident_persons a
        join holds h on h.controller_id = a.controller_id and h.person_id = a.person_id
        where a.controller_id = i.controller_id and a.incident_id = i.incident_id
          and (h.category is null or h.category = 'incidents')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from incident_persons a
        join persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
        where a.controller_id = i.controller_id and a.incident_id = i.incident_id
          and p.restricted is not null and p.erased is null)
    order by i.incident_id
    limit :most`,
  // What was said goes after its incident alone.
  drop: [
    sql`delete from incidents where controller_id = :controller and incident_id = :id`,
    sql`delete from incident_phases where controller_id = :controller and incident_id = :id`,
    sql`delete from incident_persons where controller_id = :controller and incident_id = :id`,
    sql`delete from incident_notices where controller_id = :controller and incident_id = :id`,
  ],
};

const audits: Aging = {
  noun: 'audits',
  rule: 'audits',
  find: sql`
    select audit_id as id, proposed as "at" from audits
    where controller_id = :controller and audit_id > :after and (cancelled < :before or ends < :before)
    order by audit_id
    limit :most`,
  drop: [
    sql`delete from audit_accounts where controller_id = :controller and audit_id = :id`,
    sql`delete from audits where controller_id = :controller and audit_id = :id`,
  ],
};

/** What of the duties goes by its age. */
export const agingOfDuties: readonly Aging[] = [incidents, audits];
