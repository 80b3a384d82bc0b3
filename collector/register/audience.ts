/** The audience: who may be contacted for a purpose, through a channel, about some products, now. Never from a cookie's consent. */
import type { Criteria } from '../../shared/register/audience.ts';
import { type Readable, type Store, sql } from '../store/store.ts';

// The newest permission that fits speaks for the person: whatever was withdrawn since counts against all older ones too.
const page = sql`
  select q.person_id as id, q.permission_id as permission, q.recipient, q.basis, q.wording, q.since,
    q.product_group as "productGroup", q.name, q.email, q.phone, q.position, q.employer_address as "employerAddress", q.language,
    q.company, o.street, o.postal_code as "postalCode", o.city, o.country
  from live_permissions q
  left join organisations o on o.controller_id = q.controller_id and o.organisation_id = q.organisation_id
  where q.controller_id = :controller and q.channel = :channel and q.purpose = :purpose and q.person_id > :after
    and (q.product_group is null or q.product_group = :productGroup)
    and (cast(:duties as bigint) = 1 or q.basis <> 'legitimate_interest' or q.recipient <> 'professional' or q.channel in ('phone', 'post'))
    and not exists (
      select 1 from permissions n
      where n.controller_id = q.controller_id and n.person_id = q.person_id and n.channel = q.channel and n.purpose = q.purpose
        and n.ended is null and (n.product_group is null or n.product_group = :productGroup)
        and (cast(:duties as bigint) = 1 or n.basis <> 'legitimate_interest' or n.recipient <> 'professional' or n.channel in ('phone', 'post'))
        and (n.since > q.since or (n.since = q.since and n.permission_id > q.permission_id)))
    and not exists (
      select 1 from permissions e
      where e.controller_id = q.controller_id and e.person_id = q.person_id and e.channel = q.channel and e.purpose = q.purpose
        and e.ended >= q.since and e.ending in ('withdrawn', 'unsubscribed', 'objection') and e.product_group = :productGroup)
    and not exists (
      select 1 from address_marks m
      join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
      where m.controller_id = q.controller_id and m.person_id = q.person_id and u.channel = q.channel and u.purpose = q.purpose
        and u.product_group = :productGroup)
  order by q.person_id
  limit :most`;
const one = sql`
  select q.permission_id as permission
  from live_permissions q
  where q.controller_id = :controller and q.person_id = :person and q.channel = :channel and q.purpose = :purpose
    and (q.product_group is null or q.product_group = :productGroup)
    and (cast(:duties as bigint) = 1 or q.basis <> 'legitimate_interest' or q.recipient <> 'professional' or q.channel in ('phone', 'post'))
    and not exists (
      select 1 from permissions e
      where e.controller_id = q.controller_id and e.person_id = q.person_id and e.channel = q.channel and e.purpose = q.purpose
        and e.ended >= q.since and e.ending in ('withdrawn', 'unsubscribed', 'objection') and e.product_group = :productGroup)
    and not exists (
      select 1 from address_marks m
      join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
      where m.controller_id = q.controller_id and m.person_id = q.person_id and u.channel = q.channel and u.purpose = q.purpose
        and u.product_group = :productGroup)
  order by q.since desc, q.permission_id desc
  limit 1`;

/** Somebody who may be contacted, with the permission under which. */
export interface Contactable {
  /** The person's. */
  id: Uint8Array;
  permission: Uint8Array;
  recipient: string;
  basis: string;
  wording: string;
  since: number;
  productGroup: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  position: string | null;
  employerAddress: string | null;
  language: string | null;
  company: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
}

const valuesOf = ({ channel, purpose, productGroup, concernsDuties }: Criteria) => ({
  channel,
  purpose,
  productGroup,
  duties: concernsDuties ? 1 : 0,
});

/** At most `most` persons of the audience after an id, in the order of ids, each once. */
export const audiencePage = (
  store: Readable,
  controller: number,
  criteria: Criteria,
  { after, most }: { after: Uint8Array; most: number },
): Promise<Contactable[]> =>
  store.read<Contactable>(page, { controller, after, most, ...valuesOf(criteria) });

/** The permission under which a person may be contacted now; undefined where they may not. */
export const permittedBy = async (
  store: Readable,
  controller: number,
  criteria: Criteria,
  person: Uint8Array,
): Promise<Uint8Array | undefined> =>
  (await store.read<{ permission: Uint8Array }>(one, { controller, person, ...valuesOf(criteria) }))[0]
    ?.permission;

const none = new Uint8Array(0);
const atOnce = 2000;

/** How many the audience has, counted in pieces in a thread of its own. */
export const audienceSize = async (store: Store, controller: number, criteria: Criteria): Promise<number> => {
  let count = 0;
  let after: Uint8Array = none;
  for (;;) {
    const rows = await store.readApart<Contactable>(page, {
      controller,
      after,
      most: atOnce,
      ...valuesOf(criteria),
    });
    count += rows.length;
    const last = rows.at(-1);
    if (rows.length < atOnce || !last) return count;
    after = last.id;
  }
};
