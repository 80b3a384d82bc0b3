/** Notices to recipients (GDPR 19): whom a correction, erasure or restriction must be told to; they hold an id, and stay. */
import { type Statement, sql, statement } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into recipient_notices (controller_id, notice_id, person_id, recipient_id, act, known_as, due, mailed, created, version)
  values (:controller, :id, :person, :recipient, :act, :knownAs, :due, :mailed, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update recipient_notices set version = version
  where controller_id = :controller and notice_id = :id and version = :version and version < 0
  returning version`;
const one = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and notice_id = :id`;
const all = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and notice_id > :after
  order by notice_id
  limit :most`;
const open = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and told is null and notice_id > :after and :told = 'no'
  order by notice_id
  limit :most`;
const byPerson = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and person_id = :person and notice_id > :after
  order by notice_id
  limit :most`;
const byRecipient = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and recipient_id = :recipient and notice_id > :after
  order by notice_id
  limit :most`;
const ofPerson = sql`
  select notice_id as id, version, person_id as person, recipient_id as recipient, act, known_as as "knownAs", due, mailed, problem, told
  from recipient_notices
  where controller_id = :controller and person_id = :person and notice_id > :after
  order by notice_id
  limit :most`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'recipient_notices', notice_id from recipient_notices
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update recipient_notices set person_id = :kept
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update recipient_notices set person_id = :merged
  where controller_id = :controller and notice_id = :id and person_id = :kept`;

/** The template of the letters that tell them. */
export const recipientNotice = 'recipient_notice';

/** About no person as far as staff go: shown also of those who are erased or restricted, which is what they tell of. */
export const recipientNotices: Noun = {
  table: 'recipient_notices',
  id: 'notice_id',
  fields: {
    person: 'person',
    recipient: 'recipient',
    act: 'text',
    knownAs: 'text',
    due: 'time',
    mailed: 'time',
  },
  shown: { problem: 'text', told: 'time' },
  usualSource: 'service',
  insert,
  update,
  one,
  pages: { all, person: byPerson, recipient: byRecipient, told: open },
  ofPerson,
  remember,
  reassign,
  giveBack,
};

const letterSent = sql`
  update recipient_notices set told = :now, version = version + 1
  where controller_id = :controller and message_id = :message and told is null`;
const letterFailed = sql`
  update recipient_notices set problem = :problem, version = version + 1
  where controller_id = :controller and message_id = :message and told is null`;

/** The letter of a notice has gone: the recipient is told. Or it has not: staff see why, and tell them in another way. */
export const letterEnded = (
  controller: number,
  message: Uint8Array,
  now: number,
  problem: string | null,
): Statement =>
  problem === null
    ? statement(letterSent, { controller, message, now })
    : statement(letterFailed, { controller, message, problem });
