/** Persons as the staff make and edit them (R13-R18). Only the usable are read or changed here. */
import { sql } from '../../store/store.ts';
import { emailKey } from '../email.ts';
import { erasedAddress } from '../erasedAddress.ts';
import { addMarks, markPerson } from '../marks.ts';
import type { Noun } from '../noun.ts';
import { phoneKey } from '../phone.ts';
import { addWords, findBy } from '../words.ts';

const insert = sql`
  insert into persons (controller_id, person_id, name, email, email_key, phone, phone_key, position, employer_address, language,
    organisation_id, created, version)
  values (:controller, :id, :name, :email, :emailKey, :phone, :phoneKey, :position, :employerAddress, :language, :organisation,
    :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update persons
  set name = :name, email = :email, email_key = :emailKey, phone = :phone, phone_key = :phoneKey, position = :position,
    employer_address = :employerAddress, language = :language, organisation_id = :organisation, version = version + 1
  where controller_id = :controller and person_id = :id and version = :version
    and pending is null and restricted is null and erased is null and merged_into is null
    and not exists (
      select 1 from persons
      where controller_id = :controller and email_key = :emailKey and person_id <> :id
        and erased is null and merged_into is null)
  returning version`;
const one = sql`
  select person_id as id, version, name, email, phone, position, employer_address as "employerAddress", language,
    organisation_id as organisation, company, created, objected
  from usable_persons
  where controller_id = :controller and person_id = :id`;
const all = sql`
  select person_id as id, version, name, email, phone, position, employer_address as "employerAddress", language,
    organisation_id as organisation, company, created, objected
  from usable_persons
  where controller_id = :controller and person_id > :after
  order by person_id
  limit :most`;
const byOrganisation = sql`
  select person_id as id, version, name, email, phone, position, employer_address as "employerAddress", language,
    organisation_id as organisation, company, created, objected
  from usable_persons
  where controller_id = :controller and organisation_id = :organisation and person_id > :after
  order by person_id
  limit :most`;

/** The noun needs the keys that addresses are marked under. */
export const personsNoun = (world: Parameters<typeof markPerson>[0]): Noun => ({
  table: 'persons',
  id: 'person_id',
  fields: {
    name: 'text',
    email: 'text',
    phone: 'text',
    position: 'text',
    employerAddress: 'text',
    language: 'text',
    organisation: 'organisation',
  },
  shown: { company: 'text', created: 'time', objected: 'time' },
  from: { company: ['organisations', 'name'] },
  person: 'id',
  sourceByField: true,
  derived: ({ email, phone }) => ({
    emailKey: email === null ? null : emailKey(String(email)),
    phoneKey: phoneKey(phone === null ? null : String(phone)),
  }),
  beside: ({ controller, id, isNew }, { name, email, phone }) => {
    const words = name === null ? null : String(name);
    const keys = {
      email: email === null ? null : emailKey(String(email)),
      phone: phoneKey(phone === null ? null : String(phone)),
    };
    return isNew
      ? [...addWords(controller, id, words), ...addMarks(world, controller, id, keys)]
      : [...findBy(controller, id, words), ...markPerson(world, controller, id, keys)];
  },
  refusal: async (store, controller, { email }, { before, source }) => {
    const key = email === null ? null : emailKey(String(email));
    const had = before?.['email'] ? emailKey(String(before['email'])) : null;
    return key === null || key === had ? undefined : erasedAddress(store, world, controller, key, source);
  },
  insert,
  update,
  one,
  pages: { all, organisation: byOrganisation },
});
