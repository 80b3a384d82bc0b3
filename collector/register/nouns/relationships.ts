/** Customer relationships: from when to when, under which contract and which statement (R26, R27). */
import { dayOf, endOf, plusMonths } from '../../calendar/day.ts';
import { sql } from '../../store/store.ts';
import type { Noun, NounRow } from '../noun.ts';
import { someone } from '../someone.ts';

const dayLong = 24 * 60 * 60 * 1000;

// The statement in force at the start is filled in here: the latest that was effective then (R1).
const insert = sql`
  insert into relationships (controller_id, relationship_id, organisation_id, person_id, contract, started, ended, statement,
    created, version)
  values (:controller, :id, :organisation, :person, :contract, :started, :ended,
    (select max(statement) from statements where controller_id = :controller and effective <= :started), :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update relationships
  set organisation_id = :organisation, person_id = :person, contract = :contract, ended = :ended,
    statement = case when started = :started then statement
      else (select max(statement) from statements where controller_id = :controller and effective <= :started) end,
    started = :started, version = version + 1
  where controller_id = :controller and relationship_id = :id and version = :version
  returning version`;
// `keptFor`: months that the controller has decided on, or days where it is negative.
const one = sql`
  select r.relationship_id as id, r.version, r.organisation_id as organisation, r.person_id as person, r.contract, r.started,
    r.ended, r.statement, (select case k.unit when 'days' then -k.amount else k.amount end from retention_rules k
      where k.controller_id = r.controller_id and k.rule = 'relationship') as "keptFor"
  from relationships r
  left join usable_persons p on p.controller_id = r.controller_id and p.person_id = r.person_id
  where r.controller_id = :controller and r.relationship_id = :id
    and (r.person_id is null or p.person_id is not null)`;
const all = sql`
  select r.relationship_id as id, r.version, r.organisation_id as organisation, r.person_id as person, r.contract, r.started,
    r.ended, r.statement, (select case k.unit when 'days' then -k.amount else k.amount end from retention_rules k
      where k.controller_id = r.controller_id and k.rule = 'relationship') as "keptFor"
  from relationships r
  left join usable_persons p on p.controller_id = r.controller_id and p.person_id = r.person_id
  where r.controller_id = :controller and r.relationship_id > :after
    and (r.person_id is null or p.person_id is not null)
  order by r.relationship_id
  limit :most`;
const byPerson = sql`
  select r.relationship_id as id, r.version, r.organisation_id as organisation, r.person_id as person, r.contract, r.started,
    r.ended, r.statement, (select case k.unit when 'days' then -k.amount else k.amount end from retention_rules k
      where k.controller_id = r.controller_id and k.rule = 'relationship') as "keptFor"
  from relationships r
  left join usable_persons p on p.controller_id = r.controller_id and p.person_id = r.person_id
  where r.controller_id = :controller and r.person_id = :person and r.relationship_id > :after
    and (r.person_id is null or p.person_id is not null)
  order by r.relationship_id
  limit :most`;
const byOrganisation = sql`
  select r.relationship_id as id, r.version, r.organisation_id as organisation, r.person_id as person, r.contract, r.started,
    r.ended, r.statement, (select case k.unit when 'days' then -k.amount else k.amount end from retention_rules k
      where k.controller_id = r.controller_id and k.rule = 'relationship') as "keptFor"
  from relationships r
  left join usable_persons p on p.controller_id = r.controller_id and p.person_id = r.person_id
  where r.controller_id = :controller and r.organisation_id = :organisation and r.relationship_id > :after
    and (r.person_id is null or p.person_id is not null)
  order by r.relationship_id
  limit :most`;
const ofPerson = sql`
  select r.relationship_id as id, r.version, r.organisation_id as organisation, r.person_id as person, r.contract, r.started,
    r.ended, r.statement, (select case k.unit when 'days' then -k.amount else k.amount end from retention_rules k
      where k.controller_id = r.controller_id and k.rule = 'relationship') as "keptFor"
  from relationships r
  where r.controller_id = :controller and r.person_id = :person and r.relationship_id > :after
  order by r.relationship_id
  limit :most`;
// A company stays a customer without the person who stood for it.
const erase = [
  sql`
    update relationships set person_id = null, version = version + 1
    where controller_id = :controller and person_id = :person and organisation_id is not null`,
  sql`delete from relationships where controller_id = :controller and person_id = :person`,
];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'relationships', relationship_id from relationships
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update relationships set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update relationships set person_id = :merged, version = version + 1
  where controller_id = :controller and relationship_id = :id and person_id = :kept`;

/** The end starts the clock of the retention: what the controller has decided, or six months (R27, R43); as the night counts. */
const reckoned: Noun['reckoned'] = ({ keptFor, ...row }) => {
  const ended = row['ended'] as number | null;
  const amount = Number(keptFor ?? 6);
  const until = (at: number) => (amount < 0 ? at - amount * dayLong : endOf(plusMonths(dayOf(at), amount)));
  return { ...row, keptUntil: ended === null ? null : until(ended) } as NounRow;
};

export const relationships: Noun = {
  table: 'relationships',
  id: 'relationship_id',
  fields: {
    organisation: 'organisation',
    person: 'person',
    contract: 'text',
    started: 'time',
    ended: 'time',
  },
  shown: { statement: 'number', keptUntil: 'time' },
  from: { keptUntil: ['relationships', 'ended'] },
  person: 'person',
  wrong: (row) =>
    someone(row) ??
    (row['ended'] !== null && Number(row['ended']) < Number(row['started'])
      ? ['ended', 'It cannot end before it starts.']
      : undefined),
  reckoned,
  insert,
  update,
  one,
  pages: { all, person: byPerson, organisation: byOrganisation },
  ofPerson,
  erase,
  outlives: ({ organisation }) => organisation !== null,
  remember,
  reassign,
  giveBack,
};
