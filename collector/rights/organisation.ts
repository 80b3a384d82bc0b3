/** The company whose contact a person is, for their access answer: where it is a person's own firm, it is about them. */
import { toUuid } from '../bytes.ts';
import { type Readable, sql } from '../store/store.ts';
import { when } from './acts.ts';

const find = sql`
  select o.organisation_id as id, o.name, o.business_id as "businessId", o.street, o.postal_code as "postalCode", o.city, o.country
  from persons p
  join organisations o on o.controller_id = p.controller_id and o.organisation_id = p.organisation_id
  where p.controller_id = :controller and p.person_id = :person and p.erased is null`;
const sourcesOf = sql`
  select v.field, p.source, p.obtained, p.permission
  from value_sources v
  join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
  where v.controller_id = :controller and v.row_id = :row
  order by v.field`;

/** The person's organisation; null where there is none. */
export const organisationOfPerson = async (store: Readable, controller: number, person: Uint8Array) => {
  const [found] = await store.read<{
    id: Uint8Array;
    name: string;
    businessId: string | null;
    street: string | null;
    postalCode: string | null;
    city: string | null;
    country: string | null;
  }>(find, { controller, person });
  if (!found) return null;
  const { id, ...members } = found;
  const sources = await store.read<{
    field: string;
    source: string;
    obtained: number;
    permission: string | null;
  }>(sourcesOf, { controller, row: id });
  return {
    id: toUuid(id),
    ...members,
    sources: sources.map((one) => ({ ...one, obtained: when(one.obtained) })),
  };
};
