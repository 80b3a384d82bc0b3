/**
 * Which persons a criterion concerns, page by page in the order of their ids: whether or not they may be used now, for it is what
 * was there then that was seen or stolen.
 */
import type { AffectedTable, Criterion } from '../../../shared/register/incident.ts';
import { fromUuid } from '../../bytes.ts';
import { newId } from '../../ids.ts';
import { type Sql, type Store, sql } from '../../store/store.ts';
import { namedBy } from './named.ts';

export interface Affected {
  person: Uint8Array;
  records: number;
}

const persons = sql`
  select person_id as person, 1 as records from persons
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until and erased is null
  order by person_id limit :most`;
const accounts = sql`
  select person_id as person, count(*) as records from accounts
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const relationships = sql`
  select person_id as person, count(*) as records from relationships
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const licences = sql`
  select person_id as person, count(*) as records from licences
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const activations = sql`
  select person_id as person, count(*) as records from activations
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const feedback = sql`
  select person_id as person, count(*) as records from feedback
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const transactions = sql`
  select person_id as person, count(*) as records from transactions
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const serviceEvents = sql`
  select person_id as person, count(*) as records from service_events
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const serviceLogs = sql`
  select person_id as person, count(*) as records from service_logs
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;
const permissions = sql`
  select person_id as person, count(*) as records from permissions
  where controller_id = :controller and person_id > :after and created >= :from and created <= :until
  group by person_id order by person_id limit :most`;

const tables: Readonly<Record<AffectedTable, Sql>> = {
  persons,
  accounts,
  relationships,
  licences,
  activations,
  feedback,
  transactions,
  'service-events': serviceEvents,
  'service-logs': serviceLogs,
  permissions,
};

const readsOfStaff = sql`
  select person_id as person, count(*) as records from access_log
  where controller_id = :controller and staff_controller_id = :home and staff_id = :staff
    and entry_id >= :first and entry_id < :last and person_id > :after
  group by person_id order by person_id limit :most`;
const readsOfKey = sql`
  select person_id as person, count(*) as records from access_log
  where controller_id = :controller and staff_controller_id = :home and staff_id = :staff and key_id = :key
    and entry_id >= :first and entry_id < :last and person_id > :after
  group by person_id order by person_id limit :most`;
const ownerOf = sql`select staff_id as staff from staff_keys where controller_id = :controller and key_id = :key`;

const siteOf = sql`select site_id as site from sites where controller_id = :controller and public_id = :site`;
const onSite = sql`
  select person, count(*) as records
  from (
    select person_id as person from ties
    where controller_id = :controller and site_id = :site and started <= :until and (ended is null or ended >= :from)
    union all
    select p.person_id as person
    from provenance o
    join value_sources v on v.controller_id = o.controller_id and v.provenance_id = o.provenance_id
    join persons p on p.controller_id = v.controller_id and p.person_id = v.row_id
    where o.controller_id = :controller and o.site_id = :site and o.recorded >= :from and o.recorded <= :until
  ) found
  where person > :after
  group by person order by person limit :most`;
const visitsOnSite = sql`
  select count(distinct visitor_id) as visitors, count(*) as visits from visits
  where controller_id = :controller and site_id = :site and received >= :from and received <= :until`;

/** Whether a criterion names no key, or one that is the controller's: of another's nothing would be found. */
export const isOwnKey = async (
  store: Store,
  controller: number,
  criterion: Pick<Criterion, 'key'> | null | undefined,
): Promise<boolean> =>
  !criterion?.key || (await store.read(ownerOf, { controller, key: fromUuid(criterion.key) })).length > 0;

/** The first id that a time can have. */
const idAt = (time: number): Uint8Array =>
  newId({ clock: () => Math.max(0, time), random: (many) => new Uint8Array(many) });

export interface Search {
  /** Who searches: numbers of staff and ids of keys without a controller are theirs. */
  home: number;
  criterion: Criterion;
}

/** At most `most` persons of the controller after one, with how many of their records it concerns. */
export const affectedAfter = async (
  store: Store,
  controller: number,
  { home, criterion }: Search,
  after: Uint8Array,
  most: number,
): Promise<Affected[]> => {
  const { table, rows, site, persons: whom, staff, key } = criterion;
  const [from, until] = [Date.parse(criterion.from), Date.parse(criterion.until)];
  const at = { controller, after, most };
  if (table)
    return store.readApart<Affected>(tables[table], { ...at, from: rows === 'kept' ? 0 : from, until });
  if (whom) {
    const asked = await namedBy(store, controller, whom.by, whom.value);
    return asked ? store.readApart<Affected>(asked.sql, { ...at, ...asked.values }) : [];
  }
  if (site) {
    const [known] = await store.read<{ site: number }>(siteOf, { controller, site });
    return known ? store.readApart<Affected>(onSite, { ...at, site: known.site, from, until }) : [];
  }
  const span = { first: idAt(from), last: idAt(until + 1) };
  if (staff)
    return store.readApart<Affected>(readsOfStaff, {
      ...at,
      ...span,
      home: staff.controller ?? home,
      staff: staff.id,
    });
  if (!key) return [];
  const id = fromUuid(key);
  const [owner] = await store.read<{ staff: number }>(ownerOf, { controller: home, key: id });
  if (!owner) return [];
  return store.readApart<Affected>(readsOfKey, { ...at, ...span, home, staff: owner.staff, key: id });
};

/** Visitors and visits of a site that a criterion concerns; nobody where it names no site of the controller. */
export const visitorsAffected = async (
  store: Store,
  controller: number,
  { criterion }: Search,
): Promise<{ visitors: number; visits: number }> => {
  const [known] = criterion.site
    ? await store.read<{ site: number }>(siteOf, { controller, site: criterion.site })
    : [];
  if (!known) return { visitors: 0, visits: 0 };
  const span = { from: Date.parse(criterion.from), until: Date.parse(criterion.until) };
  const [found] = await store.readApart<{ visitors: number; visits: number }>(visitsOnSite, {
    controller,
    site: known.site,
    ...span,
  });
  return found ?? { visitors: 0, visits: 0 };
};
