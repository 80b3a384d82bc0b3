/** What a person asked for by right, for the rights that reach everything: it is about them, too. */
import { sql } from '../../store/store.ts';
import type { PersonalRows } from '../noun.ts';

const ofPerson = sql`
  select request_id as id, version, reference, kind, way, language, name, email, details, state, proof, proof_note as "proofNote",
    received, verified, due, due_from_receipt as "dueFromReceipt", extended, extension, fee, fee_currency as "feeCurrency",
    fee_ground as "feeGround", fee_reason as "feeReason", fee_told as "feeTold", fee_settled as "feeSettled", reopening, ended,
    ground, told, stopped, lifts, left_out as "leftOut"
  from requests
  where controller_id = :controller and person_id = :person and request_id > :after
  order by request_id
  limit :most`;
// What is open is still to be answered: it is blanked when it ends.
const blank = sql`
  update requests
  set name = null, email = null, email_key = null, details = null, proof_note = null, fee_reason = null, reopening = null,
    told = null, left_out = null, version = version + 1
  where controller_id = :controller and person_id = :person and ended is not null`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'requests', request_id from requests
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update requests set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update requests set person_id = :merged, version = version + 1
  where controller_id = :controller and request_id = :id and person_id = :kept`;

/** That they asked, when, and that they were answered stays for two years: the controller must be able to show it. */
export const requests: PersonalRows = {
  table: 'requests',
  id: 'request_id',
  fields: {},
  shown: {
    reference: 'text',
    kind: 'text',
    way: 'text',
    language: 'text',
    name: 'text',
    email: 'text',
    details: 'text',
    state: 'text',
    proof: 'text',
    proofNote: 'text',
    received: 'time',
    verified: 'time',
    due: 'time',
    dueFromReceipt: 'time',
    extended: 'time',
    extension: 'text',
    fee: 'number',
    feeCurrency: 'text',
    feeGround: 'text',
    feeReason: 'text',
    feeTold: 'time',
    feeSettled: 'text',
    reopening: 'text',
    ended: 'time',
    ground: 'text',
    told: 'text',
    stopped: 'text',
    lifts: 'time',
    leftOut: 'json',
  },
  ofPerson,
  erase: [blank],
  remember,
  reassign,
  giveBack,
};
