/** The end of a request: answered, refused, withdrawn or lapsed; told to the journal, and forgotten where nobody may be known by it. */
import type { Stopping } from '../../../shared/register/request.ts';
import { toUuid } from '../../bytes.ts';
import { noteErased } from '../../ledger/erased.ts';
import { told, toldAbout } from '../../ledger/journalEntry.ts';
import type { Actor } from '../../register/actor.ts';
import { type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { RefusalGround } from './request.ts';
import { type Making, moved, stepped } from './steps.ts';

// What is left of somebody who is erased goes when nothing is to be answered to them any more. `again`: as the journal tells of
// it, whatever state a restored backup has it in.
export const end = sql`
  update requests
  set state = :state, ended = :now, ground = :ground, told = :told, stopped = :stopped, lifts = :lifts, left_out = :leftOut,
    name = case when cast(:forget as bigint) = 1 then null else name end, email = case when cast(:forget as bigint) = 1 then null else email end,
    email_key = case when cast(:forget as bigint) = 1 then null else email_key end,
    details = case when cast(:forget as bigint) = 1 then null else details end,
    proof_note = case when cast(:forget as bigint) = 1 then null else proof_note end,
    fee_reason = case when cast(:forget as bigint) = 1 then null else fee_reason end,
    reopening = case when cast(:forget as bigint) = 1 then null else reopening end, version = version + 1
  where controller_id = :controller and request_id = :request and ended is null
    and (cast(:again as bigint) = 1 or state in ('verified', 'in_progress') or :state in ('withdrawn', 'lapsed') or :ground = 'unidentified')
  returning version`;
// Whoever was erased while the request was open, and the answer being written.
const forgetErased = sql`
  update requests set name = null, email = null, email_key = null, details = null, proof_note = null, fee_reason = null, reopening = null
  where controller_id = :controller and request_id = :request and ended is not null and exists (
    select 1 from persons p
    where p.controller_id = :controller and p.person_id = requests.person_id and p.erased >= requests.verified)`;

export const forgetErasedOf = (controller: number, request: Uint8Array): Statement =>
  statement(forgetErased, { controller, request });

/** The states in which it is over by an act of its own, and their events. */
export const endingKinds = {
  answered: 'request-answered',
  refused: 'request-refused',
  withdrawn: 'request-withdrawn',
  lapsed: 'request-lapsed',
} as const;

export interface Ending {
  state: keyof typeof endingKinds;
  ground?: RefusalGround;
  /** In words; as the person was told. */
  told?: string;
  stopped?: Stopping;
  lifts?: number | null;
  leftOut?: string | null;
  /** Whether who asked is to be forgotten with it: nothing but the reference and the dates stays. */
  forget: boolean;
  /** More for the ledger, nothing personal. */
  about?: Readonly<Record<string, unknown>>;
}

export const endRequest = (
  world: Making & Pick<World, 'tombstoneKey'>,
  actor: Actor,
  request: Uint8Array,
  { state, ground, told: words, stopped, lifts, leftOut, forget, about }: Ending,
): Statement[] => [
  moved(actor, request, end, {
    again: 0,
    now: world.clock(),
    state,
    ground: ground ?? null,
    told: words ?? null,
    stopped: stopped ?? null,
    lifts: lifts ?? null,
    leftOut: leftOut ?? null,
    forget: forget ? 1 : 0,
  }),
  ...stepped(world, actor, request, state, endingKinds[state], {
    ...(ground && { ground }),
    ...(stopped && { stopped }),
    ...about,
  }),
  forgetErasedOf(actor.controller, request),
  // A restored backup must neither have it answered again nor bring back who was forgotten.
  (words === undefined && !leftOut ? told : toldAbout)(world, {
    kind: 'request-ended',
    controller: actor.controller,
    home: actor.home,
    staff: actor.staff,
    request: toUuid(request),
    state,
    ground: ground ?? null,
    forget,
    told: words ?? null,
    stopped: stopped ?? null,
    lifts: lifts ?? null,
    leftOut: leftOut ?? null,
    received: world.clock(),
  }),
  ...(forget ? [noteErased(actor.controller)] : []),
];
