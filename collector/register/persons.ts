/** Persons: made or found by a registration. The one file beside `rights/` that may name the table itself. */
import type { Registration } from '../../shared/registration.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { digestOf, saltLength } from '../ledger/digest.ts';
import { kindNumber } from '../ledger/kinds.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { emailKey, nameKey } from './email.ts';
import { markFound } from './markFound.ts';
import { phoneKey } from './phone.ts';
import { makeProvenance } from './provenance.ts';
import type { Site } from './sites.ts';

const makeOrganisation = sql`
  insert into organisations (controller_id, organisation_id, name, name_key, created, version)
  values (:controller, :organisation, :company, :companyKey, :now, 1)
  on conflict (controller_id, name_key) do nothing`;

const makePerson = sql`
  insert into persons (controller_id, person_id, name, email, email_key, phone, phone_key, position, organisation_id,
    created, version)
  select :controller, :person, :name, :email, :emailKey, :phone, :phoneKey, :position,
    (select organisation_id from organisations where controller_id = :controller and name_key = :companyKey), :now, 1
  where true
  on conflict (controller_id, email_key) where erased is null and merged_into is null do nothing
  returning person_id`;

// What is known stays: a registration fills what is missing, and correcting is another act. A restricted person is
// stored and otherwise untouched (GDPR 18).
const completePerson = sql`
  update persons
  set name = coalesce(name, :name), phone = coalesce(phone, :phone), phone_key = coalesce(phone_key, :phoneKey),
    position = coalesce(position, :position),
    organisation_id = coalesce(organisation_id,
      (select organisation_id from organisations where controller_id = :controller and name_key = :companyKey)),
    version = version + 1
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null
    and restricted is null`;

// A value's source is the first act that brought it.
const sourceOf = sql`
  insert into value_sources (controller_id, row_id, field, provenance_id)
  select controller_id, person_id, :field, :provenance from persons
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null
    and restricted is null
    and case :field when 'name' then name when 'email' then email when 'phone' then phone when 'position' then position
      else (select o.name from organisations o
        where o.controller_id = persons.controller_id and o.organisation_id = persons.organisation_id)
      end is not null
  on conflict (controller_id, row_id, field) do nothing`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)`;
// A registration that brought nothing new is no event: there would be nothing that it is the source of.
const appendRegistration = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :now, :digest, :body, :salt
  where exists (select 1 from provenance where controller_id = :controller and provenance_id = :provenance)`;
const find = sql`
  select person_id as person from persons
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null`;

/** Whose registration it was: a new person, or one who was known by this e-mail. */
export interface Registered {
  person: Uint8Array;
  isNew: boolean;
}

const filled = (value: string | undefined): string | null => value?.normalize('NFC').trim() || null;

/** Makes the person of a registration, or finds them by e-mail and fills what is missing. */
export const register = async (
  store: Store,
  world: World,
  site: Site,
  registration: Registration,
): Promise<Registered> => {
  const now = world.clock();
  const { controller } = site;
  const given = {
    name: filled(registration.name),
    email: filled(registration.email),
    phone: filled(registration.phone),
    position: filled(registration.position),
    company: filled(registration.company),
  };
  const person = newId(world);
  const provenance = newId(world);
  const key = emailKey(registration.email);
  const companyKey = given.company && nameKey(given.company);
  const body = JSON.stringify({ site: site.publicId, provenance: toUuid(provenance) });
  const salt = world.random(saltLength);
  const event = statement(appendRegistration, {
    controller,
    kind: kindNumber('registration'),
    provenance,
    now,
    digest: digestOf(salt, body),
    body,
    salt,
  });
  const before: Statement[] = [
    ...(given.company === null || companyKey === null
      ? []
      : [
          statement(makeOrganisation, {
            controller,
            organisation: newId(world),
            company: given.company,
            companyKey,
            now,
          }),
        ]),
    makeProvenance({
      controller,
      provenance,
      source: { kind: 'registration' },
      now,
      site: site.site,
      purpose: 'managing customer relations',
      basis: '6(1)(b)',
      staff: null,
    }),
  ];
  const values = {
    controller,
    name: given.name,
    phone: given.phone,
    phoneKey: phoneKey(given.phone),
    position: given.position,
    emailKey: key,
    companyKey,
  };
  const after: Statement[] = [
    ...Object.entries(given).flatMap(([field, value]) =>
      value === null ? [] : [statement(sourceOf, { controller, emailKey: key, field, provenance })],
    ),
    statement(dropUnused, { controller, provenance }),
    ...markFound(world, controller, key, values.phoneKey),
    event,
    must(statement(find, { controller, emailKey: key })),
  ];
  try {
    await store.write([
      ...before,
      must(statement(makePerson, { ...values, person, email: given.email, now })),
      ...after,
    ]);
    return { person, isNew: true };
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
  }
  const rows = await store.write([...before, statement(completePerson, values), ...after]);
  return { person: rows.at(-1)?.[0]?.['person'] as Uint8Array, isNew: false };
};
