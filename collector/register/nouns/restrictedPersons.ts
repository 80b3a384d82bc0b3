/** Persons who are restricted, for their rectification alone (GDPR 16, 18(1)(a)): what is contested is put right before it is used again. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';
import { personsNoun } from './persons.ts';

const update = sql`
  update persons
  set name = :name, email = :email, email_key = :emailKey, phone = :phone, phone_key = :phoneKey, position = :position,
    employer_address = :employerAddress, language = :language, organisation_id = :organisation, version = version + 1
  where controller_id = :controller and person_id = :id and version = :version
    and restricted is not null and erased is null and merged_into is null
    and not exists (
      select 1 from persons
      where controller_id = :controller and email_key = :emailKey and person_id <> :id
        and erased is null and merged_into is null)
  returning version`;
const one = sql`
  select p.person_id as id, p.version, p.name, p.email, p.phone, p.position, p.employer_address as "employerAddress", p.language,
    p.organisation_id as organisation, o.name as company, p.created, p.objected
  from persons p
  left join organisations o on o.controller_id = p.controller_id and o.organisation_id = p.organisation_id
  where p.controller_id = :controller and p.person_id = :id and p.restricted is not null and p.erased is null
    and p.merged_into is null`;

/** Never listed: whoever answers for a person's rights knows whom it is about. */
export const restrictedPersonsNoun = (world: Parameters<typeof personsNoun>[0]): Noun => ({
  ...personsNoun(world),
  update,
  one,
});
