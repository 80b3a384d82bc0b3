/** Service logs: lines about a person, for a short while (R34). Made once and never changed. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into service_logs (controller_id, log_id, person_id, service, line, address, logged, created, version)
  values (:controller, :id, :person, :service, :line, :address, :logged, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update service_logs
  set person_id = :person, service = :service, line = :line, address = :address, logged = :logged, version = version + 1
  where controller_id = :controller and log_id = :id and version = :version
  returning version`;
const one = sql`
  select s.log_id as id, s.version, s.person_id as person, s.service, s.line, s.address, s.logged
  from service_logs s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.log_id = :id`;
const all = sql`
  select s.log_id as id, s.version, s.person_id as person, s.service, s.line, s.address, s.logged
  from service_logs s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.log_id > :after
  order by s.log_id
  limit :most`;
const byPerson = sql`
  select s.log_id as id, s.version, s.person_id as person, s.service, s.line, s.address, s.logged
  from service_logs s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.person_id = :person and s.log_id > :after
  order by s.log_id
  limit :most`;
const ofPerson = sql`
  select s.log_id as id, s.version, s.person_id as person, s.service, s.line, s.address, s.logged
  from service_logs s
  where s.controller_id = :controller and s.person_id = :person and s.log_id > :after
  order by s.log_id
  limit :most`;
const erase = [sql`delete from service_logs where controller_id = :controller and person_id = :person`];
const eraseOne = sql`delete from service_logs where controller_id = :controller and log_id = :id`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'service_logs', log_id from service_logs
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update service_logs set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update service_logs set person_id = :merged, version = version + 1
  where controller_id = :controller and log_id = :id and person_id = :kept`;

export const serviceLogs: Noun = {
  table: 'service_logs',
  id: 'log_id',
  fields: { person: 'person', service: 'text', line: 'text', address: 'text', logged: 'time' },
  person: 'person',
  usualSource: 'service',
  insert,
  update,
  one,
  pages: { all, person: byPerson },
  ofPerson,
  erase,
  eraseOne,
  remember,
  reassign,
  giveBack,
};
