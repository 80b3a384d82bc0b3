/** Looking up usable persons and visitors: never the restricted, the erased or the pending. */
import { type Readable, sql } from '../store/store.ts';
import { emailKey, nameKey } from './email.ts';
import { phoneKey } from './phone.ts';

export interface UsablePerson {
  person: Uint8Array;
  name: string | null;
  email: string | null;
  phone: string | null;
  position: string | null;
  company: string | null;
}

const byEmail = sql`
  select person_id as person, name, email, phone, position, company from usable_persons
  where controller_id = :controller and email_key = :emailKey
  union
  select person_id, name, email, phone, position, company from usable_persons
  where controller_id = :controller and person_id in (
    with recursive kept (id) as (
      select merged_into from persons
      where controller_id = :controller and email_key = :emailKey and merged_into is not null and erased is null
      union
      select m.merged_into from kept
      join persons m on m.controller_id = :controller and m.person_id = kept.id and m.merged_into is not null and m.erased is null)
    select id from kept)`;
const byPhone = sql`
  select person_id as person, name, email, phone, position, company from usable_persons
  where controller_id = :controller and phone_key = :phoneKey
  limit :most`;
const byCompany = sql`
  select p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from (
    select controller_id, organisation_id from organisations
    where controller_id = :controller and name_key >= :from and name_key < :end
    order by name_key
    limit :most
  ) o
  join usable_persons p on p.controller_id = o.controller_id and p.organisation_id = o.organisation_id
  limit :most`;
const byVisitor = sql`
  select distinct p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from ties t
  join usable_persons p on p.controller_id = t.controller_id and p.person_id = t.person_id
  where t.controller_id = :controller and t.visitor_id = :visitor`;
const visitorsOf = sql`
  select distinct t.visitor_id as visitor from ties t
  where t.controller_id = :controller and t.person_id = :person`;
const known = sql`
  select visitor_id as visitor from answers where controller_id = :controller and visitor_id = :visitor limit 1`;

/** Persons with this e-mail address, however it is written. */
export const personsByEmail = (store: Readable, controller: number, email: string): Promise<UsablePerson[]> =>
  store.read<UsablePerson>(byEmail, { controller, emailKey: emailKey(email) });

/** Persons with this telephone number, however it is written; at most `most`. */
export const personsByPhone = async (
  store: Readable,
  controller: number,
  phone: string,
  most = 50,
): Promise<UsablePerson[]> => {
  const key = phoneKey(phone);
  return key === null ? [] : store.read<UsablePerson>(byPhone, { controller, phoneKey: key, most });
};

/** Persons of organisations whose name begins like this; at most `most`. */
export const personsByCompany = (
  store: Readable,
  controller: number,
  company: string,
  most = 50,
): Promise<UsablePerson[]> => {
  const from = nameKey(company);
  return store.read<UsablePerson>(byCompany, { controller, from, end: `${from}\u{10ffff}`, most });
};

/** Persons who were ever tied to this visitor. */
export const personsByVisitor = (
  store: Readable,
  controller: number,
  visitor: Uint8Array,
): Promise<UsablePerson[]> => store.read<UsablePerson>(byVisitor, { controller, visitor });

/** Visitors that a person was ever tied to. */
export const visitorsOfPerson = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<Uint8Array[]> =>
  (await store.read<{ visitor: Uint8Array }>(visitorsOf, { controller, person })).map(
    ({ visitor }) => visitor,
  );

/** Whether the controller knows a visitor by this id. */
export const isVisitor = async (store: Readable, controller: number, visitor: Uint8Array): Promise<boolean> =>
  (await store.read(known, { controller, visitor })).length > 0;
