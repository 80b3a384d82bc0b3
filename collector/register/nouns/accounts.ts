/** User accounts: the names that persons sign in with (R19, R29); the password is set elsewhere and never read here. */
import { sql } from '../../store/store.ts';
import { userNameKey } from '../compared.ts';
import { toldEnded } from '../endingRow.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into accounts (controller_id, account_id, person_id, user_name, user_name_key, failures, created, closed, version)
  values (:controller, :id, :person, :userName, :userNameKey, 0, :now, :closed, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update accounts
  set person_id = :person, user_name = :userName, user_name_key = :userNameKey, closed = :closed, version = version + 1
  where controller_id = :controller and account_id = :id and version = :version
    and not exists (
      select 1 from accounts
      where controller_id = :controller and user_name_key = :userNameKey and account_id <> :id)
  returning version`;
const one = sql`
  select a.account_id as id, a.version, a.person_id as person, a.user_name as "userName", a.closed,
    a.password_changed as "passwordChanged", a.failures, a.failed, a.used, a.created
  from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.account_id = :id`;
const all = sql`
  select a.account_id as id, a.version, a.person_id as person, a.user_name as "userName", a.closed,
    a.password_changed as "passwordChanged", a.failures, a.failed, a.used, a.created
  from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.account_id > :after
  order by a.account_id
  limit :most`;
const byPerson = sql`
  select a.account_id as id, a.version, a.person_id as person, a.user_name as "userName", a.closed,
    a.password_changed as "passwordChanged", a.failures, a.failed, a.used, a.created
  from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.person_id = :person and a.account_id > :after
  order by a.account_id
  limit :most`;
const ofPerson = sql`
  select a.account_id as id, a.version, a.person_id as person, a.user_name as "userName", a.closed,
    a.password_changed as "passwordChanged", a.failures, a.failed, a.used, a.created
  from accounts a
  where a.controller_id = :controller and a.person_id = :person and a.account_id > :after
  order by a.account_id
  limit :most`;
const erase = [sql`delete from accounts where controller_id = :controller and person_id = :person`];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'accounts', account_id from accounts
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update accounts set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update accounts set person_id = :merged, version = version + 1
  where controller_id = :controller and account_id = :id and person_id = :kept`;

export const accounts: Noun = {
  table: 'accounts',
  id: 'account_id',
  fields: { person: 'person', userName: 'text', closed: 'time' },
  shown: { passwordChanged: 'time', failures: 'number', failed: 'time', used: 'time', created: 'time' },
  person: 'person',
  derived: ({ userName }) => ({ userNameKey: userNameKey(String(userName)) }),
  beside: (at, { closed }) => toldEnded(at, 'accounts', closed),
  journalled: true,
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
