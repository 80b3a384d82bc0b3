/** Licences of products: who holds them, for how many devices, until when (R30). */
import { sql } from '../../store/store.ts';
import { licenceKeyKey } from '../compared.ts';
import { toldEnded } from '../endingRow.ts';
import type { Noun } from '../noun.ts';
import { someone } from '../someone.ts';

const insert = sql`
  insert into licences (controller_id, licence_id, product, licence_key, licence_key_key, organisation_id, person_id, seats,
    valid_from, valid_until, revoked, created, version)
  values (:controller, :id, :product, :licenceKey, :licenceKeyKey, :organisation, :person, :seats, :validFrom, :validUntil,
    :revoked, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update licences
  set product = :product, licence_key = :licenceKey, licence_key_key = :licenceKeyKey, organisation_id = :organisation,
    person_id = :person, seats = :seats, valid_from = :validFrom, valid_until = :validUntil, revoked = :revoked,
    version = version + 1
  where controller_id = :controller and licence_id = :id and version = :version
    and not exists (
      select 1 from licences
      where controller_id = :controller and licence_key_key = :licenceKeyKey and licence_id <> :id)
  returning version`;
const one = sql`
  select l.licence_id as id, l.version, l.product, l.licence_key as "licenceKey", l.organisation_id as organisation,
    l.person_id as person, l.seats, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked,
    (select count(distinct a.device_hash) from activations a
      where a.controller_id = l.controller_id and a.licence_id = l.licence_id and a.ended is null) as "inUse"
  from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.licence_id = :id
    and (l.person_id is null or p.person_id is not null)`;
const all = sql`
  select l.licence_id as id, l.version, l.product, l.licence_key as "licenceKey", l.organisation_id as organisation,
    l.person_id as person, l.seats, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked,
    (select count(distinct a.device_hash) from activations a
      where a.controller_id = l.controller_id and a.licence_id = l.licence_id and a.ended is null) as "inUse"
  from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.licence_id > :after
    and (l.person_id is null or p.person_id is not null)
  order by l.licence_id
  limit :most`;
const byPerson = sql`
  select l.licence_id as id, l.version, l.product, l.licence_key as "licenceKey", l.organisation_id as organisation,
    l.person_id as person, l.seats, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked,
    (select count(distinct a.device_hash) from activations a
      where a.controller_id = l.controller_id and a.licence_id = l.licence_id and a.ended is null) as "inUse"
  from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.person_id = :person and l.licence_id > :after
    and (l.person_id is null or p.person_id is not null)
  order by l.licence_id
  limit :most`;
const byOrganisation = sql`
  select l.licence_id as id, l.version, l.product, l.licence_key as "licenceKey", l.organisation_id as organisation,
    l.person_id as person, l.seats, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked,
    (select count(distinct a.device_hash) from activations a
      where a.controller_id = l.controller_id and a.licence_id = l.licence_id and a.ended is null) as "inUse"
  from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.organisation_id = :organisation and l.licence_id > :after
    and (l.person_id is null or p.person_id is not null)
  order by l.licence_id
  limit :most`;
const ofPerson = sql`
  select l.licence_id as id, l.version, l.product, l.licence_key as "licenceKey", l.organisation_id as organisation,
    l.person_id as person, l.seats, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked,
    (select count(distinct a.device_hash) from activations a
      where a.controller_id = l.controller_id and a.licence_id = l.licence_id and a.ended is null) as "inUse"
  from licences l
  where l.controller_id = :controller and l.person_id = :person and l.licence_id > :after
  order by l.licence_id
  limit :most`;
// A company keeps its licence without the person who held it there.
const erase = [
  sql`
    update licences set person_id = null, version = version + 1
    where controller_id = :controller and person_id = :person and organisation_id is not null`,
  sql`delete from licences where controller_id = :controller and person_id = :person`,
];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'licences', licence_id from licences
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update licences set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update licences set person_id = :merged, version = version + 1
  where controller_id = :controller and licence_id = :id and person_id = :kept`;

export const licences: Noun = {
  table: 'licences',
  id: 'licence_id',
  fields: {
    product: 'text',
    licenceKey: 'text',
    organisation: 'organisation',
    person: 'person',
    seats: 'number',
    validFrom: 'time',
    validUntil: 'time',
    revoked: 'time',
  },
  shown: { inUse: 'number' },
  from: { inUse: ['activations', 'activated'] },
  person: 'person',
  derived: ({ licenceKey }) => ({ licenceKeyKey: licenceKeyKey(String(licenceKey)) }),
  wrong: (row) =>
    someone(row) ??
    (row['validUntil'] !== null && Number(row['validUntil']) <= Number(row['validFrom'])
      ? ['validUntil', 'It must hold for a while: end it after it begins.']
      : undefined),
  beside: (at, { revoked }) => toldEnded(at, 'licences', revoked),
  journalled: true,
  insert,
  update,
  one,
  pages: { all, person: byPerson, organisation: byOrganisation },
  ofPerson,
  erase,
  outlives: ({ organisation }) => organisation !== null,
  remember,
  reassign,
  giveBack,
};
