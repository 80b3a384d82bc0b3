/** Decisions in the ledger: kept once by their id, answered the same for ever, gone for good when erased. */
import { type Step, step } from '../store/plan.ts';
import {
  ifFound,
  type Row,
  type Statement,
  type Store,
  sql,
  statement,
  unlessFound,
} from '../store/store.ts';
import { whoIn } from './decisionBody.ts';
import { tombstoneOf } from './digest.ts';
import { noteErased } from './erased.ts';
import { blankEvent, type EventValues } from './events.ts';

const append = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :received, :digest, :body, :salt
  where not exists (select 1 from decisions where controller_id = :controller and decision_id = :id)
    and not exists (select 1 from tombstones where controller_id = :controller and key_hash = :tombstone)
    and not exists (select 1 from ended_visitors where controller_id = :controller and visitor_id = :visitor)
  returning number`;

// Inside the transaction the greatest number is the row that the statement before has just appended.
const remember = sql`
  insert into decisions (controller_id, decision_id, number)
  select :controller, :id, (select max(number) from ledger where controller_id = :controller)`;

const find = sql`
  select l.number, l.received, l.digest, l.body, l.salt
  from decisions d
  join ledger l on l.controller_id = d.controller_id and l.number = d.number
  where d.controller_id = :controller and d.decision_id = :id`;

/** A decision's row. */
export interface KeptDecision {
  number: number;
  received: number;
  digest: Uint8Array;
  body: string | null;
  salt: Uint8Array | null;
}

/**
 * The beginning of a plan that keeps a decision: appends it unless its id is known or erased, or its visitor is over; else
 * finds the row that stands under the id, if any. What follows begins at place 3, and runs only `ifFound(0, …)`. Values:
 * those of `eventValues`, `id` (the decision's UUID, 16 bytes), `tombstone` (its tombstone, should it have been erased) and
 * `visitor` (16 bytes; null for a refusal).
 */
export const keepDecision: readonly Step[] = [
  step(append),
  ifFound(0, step(remember)),
  unlessFound(0, step(find)),
];

/** How `keepDecision` ended: the row that it appended, the one that was there, or none where it was erased. */
export const keptDecision = (
  rows: readonly Row[][],
  { received, digest, body, salt }: EventValues,
): { isNew: boolean; row: KeptDecision | undefined } => {
  const number = rows[0]?.[0]?.['number'];
  if (typeof number !== 'number') return { isNew: false, row: rows[2]?.[0] as KeptDecision | undefined };
  return { isNew: true, row: { number, received, digest, body, salt } };
};

const rowOf = sql`
  select l.number, l.body
  from decisions d
  join ledger l on l.controller_id = d.controller_id and l.number = d.number
  where d.controller_id = :controller and d.decision_id = :id`;
const bury = sql`
  insert into tombstones (controller_id, key_hash) values (:controller, :tombstone)
  on conflict (controller_id, key_hash) do nothing`;
const forget = sql`
  delete from decisions where controller_id = :controller and decision_id = :id`;
const forgetPast = sql`
  delete from past_decisions where controller_id = :controller and visitor_id = :visitor and number = :number`;

/** Forgets which row a decision is. Nothing answers 410 to its resend then: only for what is never sent again. */
export const forgetDecision = (controller: number, id: Uint8Array): Statement =>
  statement(forget, { controller, id });

/** Erases a decision: body and salt blanked, the id replaced by a keyed tombstone. Whether there was one. */
export const eraseDecision = async (
  store: Store,
  secret: Uint8Array,
  controller: number,
  id: Uint8Array,
): Promise<boolean> => {
  const [found] = await store.read<{ number: number; body: string | null }>(rowOf, { controller, id });
  if (!found) return false;
  const visitor = found.body === null ? null : whoIn(found.body).visitor;
  await store.write([
    statement(bury, { controller, tombstone: tombstoneOf(secret, controller, id) }),
    blankEvent(controller, found.number),
    statement(forget, { controller, id }),
    noteErased(controller),
    ...(visitor ? [statement(forgetPast, { controller, visitor, number: found.number })] : []),
  ]);
  return true;
};

// From the controllers in: the key of `decisions` begins with one, and there are few.
const place = sql`
  select d.controller_id as controller, d.number
  from controllers c
  cross join decisions d
  where d.controller_id = c.controller_id and d.decision_id = :id`;

/** Which row of whose ledger a decision is; undefined where its id is unknown or erased. */
export const placeOf = async (
  store: Store,
  id: Uint8Array,
): Promise<{ controller: number; number: number } | undefined> =>
  (await store.read<{ controller: number; number: number }>(place, { id }))[0];
