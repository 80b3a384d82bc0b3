/** Holds on a person, for rights: the access answer tells them, a merge takes them along; an erasure leaves them. */
import { sql } from '../../store/store.ts';
import type { PersonalRows } from '../noun.ts';

const ofPerson = sql`
  select hold_id as id, version, person_id as person, category, law, reason, until, ended, created
  from holds
  where controller_id = :controller and person_id = :person and hold_id > :after
  order by hold_id
  limit :most`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'holds', hold_id from holds
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update holds set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update holds set person_id = :merged, version = version + 1
  where controller_id = :controller and hold_id = :id and person_id = :kept`;

export const heldOf: PersonalRows = {
  table: 'holds',
  id: 'hold_id',
  fields: { person: 'person', category: 'text', law: 'text', reason: 'text', until: 'time', ended: 'time' },
  shown: { created: 'time' },
  ofPerson,
  remember,
  reassign,
  giveBack,
};
