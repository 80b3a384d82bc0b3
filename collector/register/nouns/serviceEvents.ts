/** Service events: what was done for a customer. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';
import { someone } from '../someone.ts';

const insert = sql`
  insert into service_events (controller_id, event_id, person_id, organisation_id, kind, description, occurred, created, version)
  values (:controller, :id, :person, :organisation, :kind, :description, :occurred, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update service_events
  set person_id = :person, organisation_id = :organisation, kind = :kind, description = :description, occurred = :occurred,
    version = version + 1
  where controller_id = :controller and event_id = :id and version = :version
  returning version`;
const one = sql`
  select s.event_id as id, s.version, s.person_id as person, s.organisation_id as organisation, s.kind, s.description, s.occurred
  from service_events s
  left join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.event_id = :id
    and (s.person_id is null or p.person_id is not null)`;
const all = sql`
  select s.event_id as id, s.version, s.person_id as person, s.organisation_id as organisation, s.kind, s.description, s.occurred
  from service_events s
  left join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.event_id > :after
    and (s.person_id is null or p.person_id is not null)
  order by s.event_id
  limit :most`;
const byPerson = sql`
  select s.event_id as id, s.version, s.person_id as person, s.organisation_id as organisation, s.kind, s.description, s.occurred
  from service_events s
  left join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.person_id = :person and s.event_id > :after
    and (s.person_id is null or p.person_id is not null)
  order by s.event_id
  limit :most`;
const byOrganisation = sql`
  select s.event_id as id, s.version, s.person_id as person, s.organisation_id as organisation, s.kind, s.description, s.occurred
  from service_events s
  left join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.organisation_id = :organisation and s.event_id > :after
    and (s.person_id is null or p.person_id is not null)
  order by s.event_id
  limit :most`;
const ofPerson = sql`
  select s.event_id as id, s.version, s.person_id as person, s.organisation_id as organisation, s.kind, s.description, s.occurred
  from service_events s
  where s.controller_id = :controller and s.person_id = :person and s.event_id > :after
  order by s.event_id
  limit :most`;
// The description may say anything of the person: it goes, for a company too.
const erase = [sql`delete from service_events where controller_id = :controller and person_id = :person`];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'service_events', event_id from service_events
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update service_events set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update service_events set person_id = :merged, version = version + 1
  where controller_id = :controller and event_id = :id and person_id = :kept`;

export const serviceEvents: Noun = {
  table: 'service_events',
  id: 'event_id',
  fields: {
    person: 'person',
    organisation: 'organisation',
    kind: 'text',
    description: 'text',
    occurred: 'time',
  },
  person: 'person',
  usualSource: 'service',
  wrong: someone,
  insert,
  update,
  one,
  pages: { all, person: byPerson, organisation: byOrganisation },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};
