/** Contact permissions (FACTS 5.6): given on a basis, with evidence, under a statement (R1); ended, never edited. */
import { sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Noun } from '../noun.ts';
import { permissionRefused } from '../permissionRefused.ts';

const insert = sql`
  insert into permissions (controller_id, permission_id, person_id, recipient, channel, purpose, product_group, wording, basis,
    evidence, since, statement, created, version)
  values (:controller, :id, :person, :recipient, :channel, :purpose, :productGroup, :wording, :basis, :evidence,
    coalesce(cast(:since as bigint), :now),
    (select max(statement) from statements
      where controller_id = :controller and effective <= coalesce(cast(:since as bigint), :now)),
    :now, 1)
  on conflict do nothing
  returning 1 as done`;
// What was agreed to is not changed afterwards: it ends, and another may be given.
const update = sql`
  update permissions set version = version
  where controller_id = :controller and permission_id = :id and version = :version and version < 0
  returning version`;
const one = sql`
  select q.permission_id as id, q.version, q.person_id as person, q.recipient, q.channel, q.purpose,
    q.product_group as "productGroup", q.wording, q.basis, q.evidence, q.since, q.statement, q.ended, q.ending, q.created
  from permissions q
  join usable_persons p on p.controller_id = q.controller_id and p.person_id = q.person_id
  where q.controller_id = :controller and q.permission_id = :id`;
const all = sql`
  select q.permission_id as id, q.version, q.person_id as person, q.recipient, q.channel, q.purpose,
    q.product_group as "productGroup", q.wording, q.basis, q.evidence, q.since, q.statement, q.ended, q.ending, q.created
  from permissions q
  join usable_persons p on p.controller_id = q.controller_id and p.person_id = q.person_id
  where q.controller_id = :controller and q.permission_id > :after
  order by q.permission_id
  limit :most`;
const byPerson = sql`
  select q.permission_id as id, q.version, q.person_id as person, q.recipient, q.channel, q.purpose,
    q.product_group as "productGroup", q.wording, q.basis, q.evidence, q.since, q.statement, q.ended, q.ending, q.created
  from permissions q
  join usable_persons p on p.controller_id = q.controller_id and p.person_id = q.person_id
  where q.controller_id = :controller and q.person_id = :person and q.permission_id > :after
  order by q.permission_id
  limit :most`;
const ofPerson = sql`
  select permission_id as id, version, person_id as person, recipient, channel, purpose, product_group as "productGroup", wording,
    basis, evidence, since, statement, ended, ending, created
  from permissions
  where controller_id = :controller and person_id = :person and permission_id > :after
  order by permission_id
  limit :most`;
const erase = sql`delete from permissions where controller_id = :controller and person_id = :person`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'permissions', permission_id from permissions
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update permissions set person_id = :kept
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update permissions set person_id = :merged
  where controller_id = :controller and permission_id = :id and person_id = :kept`;

/** All but what it takes to make one: enough for what rights reach. */
export const permissions: Noun = {
  table: 'permissions',
  id: 'permission_id',
  fields: {
    person: 'person',
    recipient: 'text',
    channel: 'text',
    purpose: 'text',
    productGroup: 'text',
    wording: 'text',
    basis: 'text',
    evidence: 'json',
    since: 'time',
  },
  shown: { statement: 'number', ended: 'time', ending: 'text', created: 'time' },
  person: 'person',
  insert,
  update,
  one,
  pages: { all, person: byPerson },
  ofPerson,
  erase: [erase],
  remember,
  reassign,
  giveBack,
};

/** As they are made: by the rules of the law, and never over the person's own word. */
export const permissionsNoun = (world: Pick<World, 'clock'>): Noun => ({
  ...permissions,
  refusal: (store, controller, row) => permissionRefused(store, controller, row, world.clock()),
});
