/** Messages about a person, for rights: what was sent or waits, when; its words and address only until it has gone. */
import { sql } from '../../store/store.ts';
import type { PersonalRows } from '../noun.ts';

const ofPerson = sql`
  select message_id as id, 1 as version, kind, template, recipient, body, created, state, ended, problem
  from messages
  where controller_id = :controller and person_id = :person and message_id > :after
  order by message_id
  limit :most`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'messages', message_id from messages
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update messages set person_id = :kept
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update messages set person_id = :merged
  where controller_id = :controller and message_id = :id and person_id = :kept`;

/** Erasing a person takes them too (`rights/erasePerson`). */
export const messages: PersonalRows = {
  table: 'messages',
  id: 'message_id',
  fields: {},
  shown: {
    kind: 'text',
    template: 'text',
    recipient: 'text',
    body: 'text',
    created: 'time',
    state: 'text',
    ended: 'time',
    problem: 'text',
  },
  ofPerson,
  remember,
  reassign,
  giveBack,
};
