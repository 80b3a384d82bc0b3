/** The steps of a request: each a condition on the state before, a row of its own, and an event in the ledger. */
import { toUuid } from '../../bytes.ts';
import { extendedAfter, oneMonthAfter } from '../../calendar/deadlines.ts';
import type { KindOnRows } from '../../ledger/concerns.ts';
import type { Actor } from '../../register/actor.ts';
import { actOn } from '../../register/recordEvents.ts';
import { must, type Sql, type Statement, sql, statement } from '../../store/store.ts';
import type { Request, RequestProof, StepState } from './request.ts';
import { idTold, type Telling, toldStep } from './told.ts';

const addStep = sql`
  insert into request_steps (controller_id, request_id, step, state, happened, staff_id, staff_controller_id)
  select :controller, :request, 1 + coalesce((
      select max(step) from request_steps where controller_id = :controller and request_id = :request), 0),
    :state, :now, :staff, :home`;
const verify = sql`
  update requests
  set state = 'verified', proof = :proof, proof_note = coalesce(:note, proof_note), person_id = :person,
    verified = coalesce(verified, :now), due = :due, mended = null, version = version + 1
  where controller_id = :controller and request_id = :request and state = 'received' and (mended is null or :proof = 'email_link')
  returning version`;
const join = sql`
  update requests
  set state = 'joined', joined_id = :joined, proof = :proof, proof_note = coalesce(:note, proof_note), person_id = :person,
    verified = coalesce(verified, :now), ended = :now, mended = null, version = version + 1
  where controller_id = :controller and request_id = :request and state = 'received' and (mended is null or :proof = 'email_link')
    and exists (select 1 from requests other
      where other.controller_id = :controller and other.request_id = :joined and other.ended is null)
  returning version`;
const start = sql`
  update requests set state = 'in_progress', version = version + 1
  where controller_id = :controller and request_id = :request and state = 'verified'
  returning version`;
// Once, and within the first month (GDPR 12(3)).
const extend = sql`
  update requests set extended = :now, extension = :reason, due = :due, version = version + 1
  where controller_id = :controller and request_id = :request and state in ('verified', 'in_progress')
    and extended is null and due >= :now
  returning version`;
export type Making = Telling;

export type RequestKind = Extract<KindOnRows, `request-${string}`>;

/** Its row and its event. `about` goes into the ledger: nothing personal. */
export const stepped = (
  world: Making,
  actor: Actor,
  request: Uint8Array,
  state: StepState,
  kind: RequestKind,
  about: Readonly<Record<string, unknown>> = {},
): Statement[] => [
  statement(addStep, {
    controller: actor.controller,
    request,
    state,
    now: world.clock(),
    staff: actor.staff,
    home: actor.staff === null ? null : actor.home,
  }),
  ...actOn(world, actor, kind, { request: toUuid(request), ...about }),
];

/** A condition on the state before; `Unmet` where it is another. */
export const moved = (
  actor: Actor,
  request: Uint8Array,
  by: Sql,
  values: Record<string, string | number | Uint8Array | null>,
): Statement => must(statement(by, { controller: actor.controller, request, ...values }));

/** Who it is, and what shows it. */
export interface Proven {
  proof: RequestProof;
  /** How staff saw it. */
  note: string | null;
  /** Null where nobody is known: that is an answer too. */
  person: Uint8Array | null;
}

/**
 * By when it must be answered, once it is proven: the month runs from receipt, or from today where proof was asked for at
 * once and reasonably (GDPR 12(3), 12(6); EDPB Guidelines 01/2022). Where it was proven before, a new address moves nothing.
 */
export const provenDue = (
  world: Pick<Making, 'clock'>,
  { due, dueFromReceipt, askedAtOnce, verified }: Clocked,
): number => {
  if (verified !== null) return due;
  return askedAtOnce === 1 ? oneMonthAfter(world.clock()) : dueFromReceipt;
};
export type Clocked = Pick<Request, 'due' | 'dueFromReceipt' | 'askedAtOnce' | 'verified'>;

/** Identity is proven: from now on it is worked on. */
export const verifyRequest = (
  world: Making,
  actor: Actor,
  request: Uint8Array,
  { proof, note, person }: Proven,
  due: number,
): Statement[] => [
  moved(actor, request, verify, { now: world.clock(), proof, note, person, due }),
  ...stepped(world, actor, request, 'verified', 'request-verified', { proof }),
  toldStep(world, actor, request, { to: 'verified', proof, note, person: idTold(person), due }),
];

/** It is the same as another that is open: that one is answered. */
export const joinRequest = (
  world: Making,
  actor: Actor,
  request: Uint8Array,
  { proof, note, person }: Proven,
  joined: Uint8Array,
): Statement[] => [
  moved(actor, request, join, { now: world.clock(), proof, note, person, joined }),
  ...stepped(world, actor, request, 'joined', 'request-joined', { to: toUuid(joined) }),
  toldStep(world, actor, request, {
    to: 'joined',
    proof,
    note,
    person: idTold(person),
    joined: toUuid(joined),
  }),
];

export const startRequest = (world: Making, actor: Actor, request: Uint8Array): Statement[] => [
  moved(actor, request, start, {}),
  ...stepped(world, actor, request, 'in_progress', 'request-started'),
  toldStep(world, actor, request, { to: 'in_progress' }),
];

/**
 * The end of an extension: two further months (GDPR 12(3)), counted from receipt. Where the proof came so late that the month
 * since is longer already, from the proof.
 */
export const extendedDue = ({
  received,
  verified,
  due,
}: Pick<Request, 'received' | 'verified' | 'due'>): number =>
  extendedAfter(received) > due ? extendedAfter(received) : extendedAfter(verified ?? received);

/** By up to two further months, with reasons that the person is told (GDPR 12(3)). */
export const extendRequest = (
  world: Making,
  actor: Actor,
  id: Uint8Array,
  reason: string,
  due: number,
): Statement[] => [
  moved(actor, id, extend, { now: world.clock(), reason, due }),
  ...stepped(world, actor, id, 'extended', 'request-extended', { due: new Date(due).toISOString() }),
  toldStep(world, actor, id, { to: 'extended', reason, due }),
];
