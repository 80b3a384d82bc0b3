/** That an incident concerned a person, for rights: what happened, and when they were told (GDPR 34). */
import { sql } from '../../store/store.ts';
import type { PersonalRows } from '../noun.ts';

const ofPerson = sql`
  select a.affected_id as id, 1 as version, a.records, a.told, i.kind, i.nature, i.aware, i.consequences, i.measures
  from incident_persons a
  left join incidents i on i.controller_id = a.controller_id and i.incident_id = a.incident_id
  where a.controller_id = :controller and a.person_id = :person and a.affected_id > :after
  order by a.affected_id
  limit :most`;
const erase = [sql`delete from incident_persons where controller_id = :controller and person_id = :person`];
// Where it concerned both, it concerns the one who is left already.
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select a.controller_id, m.merge_id, 'incident_persons', a.affected_id
  from merges m
  join incident_persons a on a.controller_id = m.controller_id and a.person_id = :merged
  where m.controller_id = :controller and m.merge_id = :merge
    and not exists (
      select 1 from incident_persons o
      where o.controller_id = m.controller_id and o.person_id = m.kept_id and o.incident_id = a.incident_id)`;
const reassign = sql`
  update incident_persons set person_id = :kept
  where controller_id = :controller and person_id = :merged
    and not exists (
      select 1 from incident_persons o
      where o.controller_id = :controller and o.person_id = :kept and o.incident_id = incident_persons.incident_id)`;
const giveBack = sql`
  update incident_persons set person_id = :merged
  where controller_id = :controller and affected_id = :id and person_id = :kept`;

export const incidentPersons: PersonalRows = {
  table: 'incident_persons',
  id: 'affected_id',
  fields: {},
  shown: {
    kind: 'text',
    nature: 'text',
    aware: 'time',
    consequences: 'text',
    measures: 'text',
    records: 'number',
    told: 'time',
  },
  from: {
    kind: ['incidents', 'kind'],
    nature: ['incidents', 'nature'],
    aware: ['incidents', 'aware'],
    consequences: ['incidents', 'consequences'],
    measures: ['incidents', 'measures'],
  },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};
