/** A data subject's request: its states, and reading it. */
import type { Stopping } from '../../../shared/register/request.ts';
import type { RequestKind } from '../../../shared/request.ts';
import { type Readable, sql } from '../../store/store.ts';

/** By which way it came. */
export type RequestWay = 'form' | 'own_page' | 'site' | 'email' | 'letter' | 'phone' | 'visit';

/** received → verified → in_progress → answered, refused or withdrawn; lapsed where nobody proved who they are; joined to another. */
export type RequestState =
  | 'received'
  | 'verified'
  | 'in_progress'
  | 'answered'
  | 'refused'
  | 'withdrawn'
  | 'lapsed'
  | 'joined';

/** What showed who it is. */
export type RequestProof = 'email_link' | 'visitor_key' | 'signed_token' | 'staff';

/** Why one is refused (GDPR 11(2), 12(5), 15(4), 17(3), 21(1), 23): the burden of showing it is the controller's. */
export const refusalGrounds = [
  'unfounded',
  'excessive',
  'unidentified',
  'law',
  'others',
  'compelling',
  'claims',
] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

/** Why something may be asked for it, and what became of that (GDPR 12(5)). */
export type FeeGround = 'unfounded' | 'excessive';
export type FeeSettled = 'paid' | 'waived';

/** A step beside those that are states. */
export type StepState = RequestState | 'extended' | 'readdressed' | 'reopened' | 'fee_told' | 'fee_settled';

export interface Request {
  id: Uint8Array;
  reference: string;
  kind: RequestKind;
  way: RequestWay;
  site: number | null;
  language: string;
  name: string | null;
  email: string | null;
  details: string | null;
  person: Uint8Array | null;
  state: RequestState;
  proof: RequestProof | null;
  proofNote: string | null;
  askedAtOnce: 0 | 1;
  /** When it was asked for last: a link that nobody presses holds from then. */
  asked: number;
  /** When staff put the address right; null again once the new one is proven. */
  mended: number | null;
  /** Times in Unix milliseconds. */
  received: number;
  verified: number | null;
  due: number;
  dueFromReceipt: number;
  extended: number | null;
  extension: string | null;
  /** What was asked for it, in the smallest unit of the currency (GDPR 12(5)(a)); null where it is free, as it is by rule. */
  fee: number | null;
  feeCurrency: string | null;
  feeGround: FeeGround | null;
  feeReason: string | null;
  feeTold: number | null;
  feeSettled: FeeSettled | null;
  /** Why a refused one was taken up again. */
  reopening: string | null;
  ended: number | null;
  ground: RefusalGround | null;
  told: string | null;
  /** What an upheld objection to processing came to. */
  stopped: Stopping | null;
  /** When the restriction ends that came with an objection. */
  lifts: number | null;
  /** What is left out of an access answer: JSON (`leaving.ts`). */
  leftOut: string | null;
  joined: Uint8Array | null;
  reminded: number;
  version: number;
}

const one = sql`
  select request_id as id, reference, kind, way, site_id as site, language, name, email, details, person_id as person,
    state, proof, proof_note as "proofNote", asked_at_once as "askedAtOnce", asked, mended, received, verified, due,
    due_from_receipt as "dueFromReceipt", extended, extension, fee, fee_currency as "feeCurrency", fee_ground as "feeGround",
    fee_reason as "feeReason", fee_told as "feeTold", fee_settled as "feeSettled", reopening, ended, ground, told, stopped,
    lifts, left_out as "leftOut", joined_id as joined, reminded, version
  from requests
  where controller_id = :controller and request_id = :request`;
const page = sql`
  select request_id as id, reference, kind, way, site_id as site, language, name, email, details, person_id as person,
    state, proof, proof_note as "proofNote", asked_at_once as "askedAtOnce", asked, mended, received, verified, due,
    due_from_receipt as "dueFromReceipt", extended, extension, fee, fee_currency as "feeCurrency", fee_ground as "feeGround",
    fee_reason as "feeReason", fee_told as "feeTold", fee_settled as "feeSettled", reopening, ended, ground, told, stopped,
    lifts, left_out as "leftOut", joined_id as joined, reminded, version
  from requests
  where controller_id = :controller and request_id > :after
  order by request_id
  limit :most`;
const open = sql`
  select request_id as id, reference, kind, way, site_id as site, language, name, email, details, person_id as person,
    state, proof, proof_note as "proofNote", asked_at_once as "askedAtOnce", asked, mended, received, verified, due,
    due_from_receipt as "dueFromReceipt", extended, extension, fee, fee_currency as "feeCurrency", fee_ground as "feeGround",
    fee_reason as "feeReason", fee_told as "feeTold", fee_settled as "feeSettled", reopening, ended, ground, told, stopped,
    lifts, left_out as "leftOut", joined_id as joined, reminded, version
  from requests
  where controller_id = :controller and ended is null and due >= :due and (due > :due or request_id > :after)
  order by due, request_id
  limit :most`;
const steps = sql`
  select state, happened, staff_id as staff, staff_controller_id as home from request_steps
  where controller_id = :controller and request_id = :request
  order by step`;
const alike = sql`
  select request_id as id from requests
  where controller_id = :controller and person_id = :person and kind = :kind and ended is null
    and state in ('verified', 'in_progress') and request_id <> :request
  order by request_id
  limit 1`;
const lately = sql`
  select count(*) as times from requests
  where controller_id = :controller and person_id = :person and kind = :kind and state in ('answered', 'refused')
    and ended > :since`;

/** The request with this id; undefined where there is none. */
export const findRequest = async (
  store: Readable,
  controller: number,
  request: Uint8Array,
): Promise<Request | undefined> => (await store.read<Request>(one, { controller, request }))[0];

/** Requests after an id, the oldest first. */
export const pageRequests = (store: Readable, controller: number, after: Uint8Array, most: number) =>
  store.read<Request>(page, { controller, after, most });

/** Open ones after one of them, the most urgent first. */
export const openRequests = (
  store: Readable,
  controller: number,
  after: { due: number; id: Uint8Array },
  most: number,
) => store.read<Request>(open, { controller, due: after.due, after: after.id, most });

export interface RequestStep {
  state: StepState;
  happened: number;
  staff: number | null;
  home: number | null;
}

export const stepsOf = (store: Readable, controller: number, request: Uint8Array) =>
  store.read<RequestStep>(steps, { controller, request });

/** Another open request of the same person for the same, with proven identity: they are one. */
export const alikeTo = async (
  store: Readable,
  controller: number,
  { request, person, kind }: { request: Uint8Array; person: Uint8Array; kind: RequestKind },
): Promise<Uint8Array | undefined> =>
  (await store.read<{ id: Uint8Array }>(alike, { controller, request, person, kind }))[0]?.id;

/** How often the person was answered the same since: what article 12(5) may be weighed by. */
export const repeatsOf = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
  kind: RequestKind,
  since: number,
): Promise<number> =>
  (await store.read<{ times: number }>(lately, { controller, person, kind, since }))[0]?.times ?? 0;
