/** Messages as staff are shown them: what became of each; neither its words nor its address. */
import { type Readable, sql } from '../store/store.ts';

export interface ListedMessage {
  id: Uint8Array;
  kind: string;
  template: string;
  person: Uint8Array | null;
  state: string;
  problem: string | null;
  attempts: number;
  created: number;
  due: number;
  ended: number | null;
}

// Those about a person only where the person is usable: also that somebody was written to is theirs.
const all = sql`
  select m.message_id as id, m.kind, m.template, u.person_id as person, m.state, m.problem, m.attempts, m.created, m.due, m.ended
  from messages m
  left join usable_persons u on u.controller_id = m.controller_id and u.person_id = m.person_id
  where m.controller_id = :controller and m.message_id > :after and (m.person_id is null or u.person_id is not null)
  order by m.message_id
  limit :most`;
const failed = sql`
  select m.message_id as id, m.kind, m.template, u.person_id as person, m.state, m.problem, m.attempts, m.created, m.due, m.ended
  from messages m
  left join usable_persons u on u.controller_id = m.controller_id and u.person_id = m.person_id
  where m.controller_id = :controller and m.state = 'failed' and m.message_id > :after
    and (m.person_id is null or u.person_id is not null)
  order by m.message_id
  limit :most`;

/** At most so many after an id; only those that failed where that is asked for. */
export const listMessages = (
  store: Readable,
  controller: number,
  { after, most, onlyFailed }: { after: Uint8Array; most: number; onlyFailed: boolean },
): Promise<ListedMessage[]> => store.read(onlyFailed ? failed : all, { controller, after, most });
