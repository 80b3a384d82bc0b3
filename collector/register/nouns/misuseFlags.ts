/** Misuse flags: signs that a licence is used against its terms (R31). The collector raises them, staff resolve them. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

// Nobody makes one by hand; the rules do, in `misuse.ts`. What comes from elsewhere is one of the past.
const insert = sql`
  insert into misuse_flags (controller_id, flag_id, licence_id, activation_id, person_id, rule, raised, resolved, resolution,
    created, version)
  values (:controller, :id, :licence, :activation, :person, :rule, :raised, :resolved, :resolution, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update misuse_flags
  set resolved = :resolved, resolution = :resolution, version = version + 1
  where controller_id = :controller and flag_id = :id and version = :version
    and (coalesce(cast(:resolved as bigint), 0) > 0 or not exists (
      select 1 from misuse_flags o
      join misuse_flags me on me.controller_id = o.controller_id and me.licence_id = o.licence_id and me.rule = o.rule
      where o.controller_id = :controller and o.resolved is null and o.flag_id <> :id and me.flag_id = :id))
  returning version`;
const one = sql`
  select f.flag_id as id, f.version, f.resolved, f.resolution, f.licence_id as licence, f.activation_id as activation,
    f.person_id as person, f.rule, f.raised
  from misuse_flags f
  left join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.flag_id = :id
    and (f.person_id is null or p.person_id is not null)`;
const all = sql`
  select f.flag_id as id, f.version, f.resolved, f.resolution, f.licence_id as licence, f.activation_id as activation,
    f.person_id as person, f.rule, f.raised
  from misuse_flags f
  left join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.flag_id > :after
    and (f.person_id is null or p.person_id is not null)
  order by f.flag_id
  limit :most`;
const byPerson = sql`
  select f.flag_id as id, f.version, f.resolved, f.resolution, f.licence_id as licence, f.activation_id as activation,
    f.person_id as person, f.rule, f.raised
  from misuse_flags f
  left join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.person_id = :person and f.flag_id > :after
    and (f.person_id is null or p.person_id is not null)
  order by f.flag_id
  limit :most`;
const byLicence = sql`
  select f.flag_id as id, f.version, f.resolved, f.resolution, f.licence_id as licence, f.activation_id as activation,
    f.person_id as person, f.rule, f.raised
  from misuse_flags f
  left join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.licence_id = :licence and f.flag_id > :after
    and (f.person_id is null or p.person_id is not null)
  order by f.flag_id
  limit :most`;
const ofPerson = sql`
  select f.flag_id as id, f.version, f.resolved, f.resolution, f.licence_id as licence, f.activation_id as activation,
    f.person_id as person, f.rule, f.raised
  from misuse_flags f
  where f.controller_id = :controller and f.person_id = :person and f.flag_id > :after
  order by f.flag_id
  limit :most`;
const erase = [
  sql`
    delete from misuse_flags
    where controller_id = :controller and licence_id in (
      select licence_id from licences
      where controller_id = :controller and person_id = :person and organisation_id is null)`,
  sql`delete from misuse_flags where controller_id = :controller and person_id = :person`,
];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'misuse_flags', flag_id from misuse_flags
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update misuse_flags set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update misuse_flags set person_id = :merged, version = version + 1
  where controller_id = :controller and flag_id = :id and person_id = :kept`;

export const misuseFlags: Noun = {
  table: 'misuse_flags',
  id: 'flag_id',
  fields: { resolved: 'time', resolution: 'text' },
  shown: {
    licence: 'licence',
    activation: 'activation',
    person: 'person',
    rule: 'text',
    raised: 'time',
  },
  person: 'person',
  usualSource: 'service',
  wrong: ({ resolved, resolution }) =>
    (resolved === null) === (resolution === null)
      ? undefined
      : ['resolution', 'Say both when it was resolved and what it turned out to be.'],
  insert,
  update,
  one,
  pages: { all, person: byPerson, licence: byLicence },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};
