/** Feedback of customers (R28). */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into feedback (controller_id, feedback_id, person_id, received, channel, body, answered, created, version)
  values (:controller, :id, :person, :received, :channel, :body, :answered, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update feedback
  set person_id = :person, received = :received, channel = :channel, body = :body, answered = :answered, version = version + 1
  where controller_id = :controller and feedback_id = :id and version = :version
  returning version`;
const one = sql`
  select f.feedback_id as id, f.version, f.person_id as person, f.received, f.channel, f.body, f.answered
  from feedback f
  join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.feedback_id = :id`;
const all = sql`
  select f.feedback_id as id, f.version, f.person_id as person, f.received, f.channel, f.body, f.answered
  from feedback f
  join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.feedback_id > :after
  order by f.feedback_id
  limit :most`;
const byPerson = sql`
  select f.feedback_id as id, f.version, f.person_id as person, f.received, f.channel, f.body, f.answered
  from feedback f
  join usable_persons p on p.controller_id = f.controller_id and p.person_id = f.person_id
  where f.controller_id = :controller and f.person_id = :person and f.feedback_id > :after
  order by f.feedback_id
  limit :most`;
const ofPerson = sql`
  select f.feedback_id as id, f.version, f.person_id as person, f.received, f.channel, f.body, f.answered
  from feedback f
  where f.controller_id = :controller and f.person_id = :person and f.feedback_id > :after
  order by f.feedback_id
  limit :most`;
const erase = [sql`delete from feedback where controller_id = :controller and person_id = :person`];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'feedback', feedback_id from feedback
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update feedback set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update feedback set person_id = :merged, version = version + 1
  where controller_id = :controller and feedback_id = :id and person_id = :kept`;

export const feedback: Noun = {
  table: 'feedback',
  id: 'feedback_id',
  fields: { person: 'person', received: 'time', channel: 'text', body: 'text', answered: 'time' },
  person: 'person',
  insert,
  update,
  one,
  pages: { all, person: byPerson },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};
