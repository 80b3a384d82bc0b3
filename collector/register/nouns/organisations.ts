/** Organisations: customer companies and employers. */
import { sql } from '../../store/store.ts';
import { nameKey } from '../email.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into organisations (controller_id, organisation_id, name, name_key, business_id, street, postal_code, city, country,
    created, version)
  values (:controller, :id, :name, :nameKey, :businessId, :street, :postalCode, :city, :country, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update organisations
  set name = :name, name_key = :nameKey, business_id = :businessId, street = :street, postal_code = :postalCode, city = :city,
    country = :country, version = version + 1
  where controller_id = :controller and organisation_id = :id and version = :version
    and not exists (
      select 1 from organisations
      where controller_id = :controller and name_key = :nameKey and organisation_id <> :id)
    and not exists (
      select 1 from organisations
      where controller_id = :controller and business_id = :businessId and organisation_id <> :id)
  returning version`;
const one = sql`
  select organisation_id as id, version, name, business_id as "businessId", street, postal_code as "postalCode", city, country
  from organisations
  where controller_id = :controller and organisation_id = :id`;
const all = sql`
  select organisation_id as id, version, name, business_id as "businessId", street, postal_code as "postalCode", city, country
  from organisations
  where controller_id = :controller and organisation_id > :after
  order by organisation_id
  limit :most`;
const byName = sql`
  select organisation_id as id, version, name, business_id as "businessId", street, postal_code as "postalCode", city, country
  from organisations
  where controller_id = :controller and name_key = :name and organisation_id > :after
  order by organisation_id
  limit :most`;

export const organisations: Noun = {
  table: 'organisations',
  id: 'organisation_id',
  fields: {
    name: 'text',
    businessId: 'text',
    street: 'text',
    postalCode: 'text',
    city: 'text',
    country: 'text',
  },
  derived: ({ name }) => ({ nameKey: nameKey(String(name)) }),
  insert,
  update,
  one,
  pages: { all, name: byName },
};
