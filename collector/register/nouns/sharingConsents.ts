/** Consents to be disclosed to a named recipient (R47): given with their wording and evidence; ended, never edited. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into sharing_consents (controller_id, consent_id, person_id, recipient_id, named, purpose, wording, evidence, since,
    created, version)
  select controller_id, :id, :person, recipient_id, name, :purpose, :wording, :evidence, coalesce(cast(:since as bigint), :now),
    :now, 1
  from recipients
  where controller_id = :controller and recipient_id = :recipient
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update sharing_consents set version = version
  where controller_id = :controller and consent_id = :id and version = :version and version < 0
  returning version`;
const one = sql`
  select s.consent_id as id, s.version, s.person_id as person, s.recipient_id as recipient, s.named, s.purpose, s.wording,
    s.evidence, s.since, s.ended, s.ending, s.created
  from sharing_consents s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.consent_id = :id`;
const all = sql`
  select s.consent_id as id, s.version, s.person_id as person, s.recipient_id as recipient, s.named, s.purpose, s.wording,
    s.evidence, s.since, s.ended, s.ending, s.created
  from sharing_consents s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.consent_id > :after
  order by s.consent_id
  limit :most`;
const byPerson = sql`
  select s.consent_id as id, s.version, s.person_id as person, s.recipient_id as recipient, s.named, s.purpose, s.wording,
    s.evidence, s.since, s.ended, s.ending, s.created
  from sharing_consents s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.person_id = :person and s.consent_id > :after
  order by s.consent_id
  limit :most`;
const byRecipient = sql`
  select s.consent_id as id, s.version, s.person_id as person, s.recipient_id as recipient, s.named, s.purpose, s.wording,
    s.evidence, s.since, s.ended, s.ending, s.created
  from sharing_consents s
  join usable_persons p on p.controller_id = s.controller_id and p.person_id = s.person_id
  where s.controller_id = :controller and s.recipient_id = :recipient and s.consent_id > :after
  order by s.consent_id
  limit :most`;
const ofPerson = sql`
  select consent_id as id, version, person_id as person, recipient_id as recipient, named, purpose, wording, evidence, since,
    ended, ending, created
  from sharing_consents
  where controller_id = :controller and person_id = :person and consent_id > :after
  order by consent_id
  limit :most`;
const erase = [sql`delete from sharing_consents where controller_id = :controller and person_id = :person`];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'sharing_consents', consent_id from sharing_consents
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update sharing_consents set person_id = :kept
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update sharing_consents set person_id = :merged
  where controller_id = :controller and consent_id = :id and person_id = :kept`;

export const sharingConsents: Noun = {
  table: 'sharing_consents',
  id: 'consent_id',
  fields: {
    person: 'person',
    recipient: 'recipient',
    purpose: 'text',
    wording: 'text',
    evidence: 'text',
    since: 'time',
  },
  shown: { named: 'text', ended: 'time', ending: 'text', created: 'time' },
  person: 'person',
  insert,
  update,
  one,
  pages: { all, person: byPerson, recipient: byRecipient },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};
