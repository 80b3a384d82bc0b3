/** Visitors that are over: nothing is decided under their id any more, and the proof that is left is restricted, then blanked. */
import { type Row, type Statement, type Store, sql, statement } from '../store/store.ts';
import { whoIn } from './decisionBody.ts';
import { tombstoneOf } from './digest.ts';
import { blankEvent, eventValues, type NewEvent } from './events.ts';
import { kindOf } from './kinds.ts';

const append = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :received, :digest, :body, :salt
  where not exists (select 1 from ended_visitors where controller_id = :controller and visitor_id = :visitor)`;
// The event just appended names the visitor: it is restricted and blanked with the rest.
const restrictNewest = sql`
  insert into restricted_proofs (controller_id, number, visitor_id, until)
  select :controller, (select max(number) from ledger where controller_id = :controller), :visitor, :until
  where not exists (select 1 from ended_visitors where controller_id = :controller and visitor_id = :visitor)
  on conflict (controller_id, number) do nothing`;
const end = sql`
  insert into ended_visitors (controller_id, visitor_id, ended, until)
  values (:controller, :visitor, :ended, :until)
  on conflict (controller_id, visitor_id) do nothing`;
const restrictPast = sql`
  insert into restricted_proofs (controller_id, number, visitor_id, until)
  select controller_id, number, visitor_id, :until from past_decisions
  where controller_id = :controller and visitor_id = :visitor
  on conflict (controller_id, number) do nothing`;
const restrictMoves = sql`
  insert into restricted_proofs (controller_id, number, visitor_id, until)
  select m.controller_id, m.number, m.new_visitor_id, :until from moved_visitors m
  where m.controller_id = :controller and m.number is not null
    and m.visitor_id in (select visitor_id from moved_visitors
      where controller_id = :controller and new_visitor_id = :visitor)
  on conflict (controller_id, number) do nothing`;

export interface Ending {
  controller: number;
  visitor: Uint8Array;
  ended: number;
  /** When the proof is blanked, Unix milliseconds. */
  until: number;
}

/** Notes that the visitor had everything erased: once, with its event. Their past decisions must be remembered before. */
export const endVisitor = (ending: Ending, event: NewEvent): Statement[] => {
  const { controller, visitor, until } = ending;
  return [
    statement(append, { ...eventValues(event), visitor }),
    statement(restrictNewest, { controller, visitor, until }),
    ...lapseVisitor(ending),
  ];
};

/** The same for a consent that ended long ago by itself or by a withdrawal: its proof goes, and there is nothing to tell of. */
export const lapseVisitor = (ending: Ending): Statement[] => {
  const { controller, visitor, until } = ending;
  return [
    statement(end, { ...ending }),
    statement(restrictPast, { controller, visitor, until }),
    statement(restrictMoves, { controller, visitor, until }),
  ];
};

const find = sql`
  select ended, until from ended_visitors where controller_id = :controller and visitor_id = :visitor`;

/** Since when the visitor is over, and when the proof goes. */
export const endingOf = async (store: Store, controller: number, visitor: Uint8Array) =>
  (await store.read<{ ended: number; until: number }>(find, { controller, visitor }))[0];

const due = sql`
  select r.number, r.visitor_id as visitor, l.kind, l.body
  from restricted_proofs r
  join ledger l on l.controller_id = r.controller_id and l.number = r.number
  where r.controller_id = :controller and r.until <= :now
  order by r.until, r.number
  limit :most`;
const bury = sql`
  insert into tombstones (controller_id, key_hash) values (:controller, :tombstone)
  on conflict (controller_id, key_hash) do nothing`;
const forgetDecision = sql`
  delete from decisions where controller_id = :controller and decision_id = :id`;
const forgetPast = sql`
  delete from past_decisions where controller_id = :controller and visitor_id = :visitor and number = :number`;
const forgetProof = sql`
  delete from restricted_proofs where controller_id = :controller and number = :number`;
const forgetMoves = sql`
  delete from moved_visitors where controller_id = :controller
    and new_visitor_id in (select visitor_id from ended_visitors where controller_id = :controller and until <= :now)`;
const forgetEnded = sql`
  delete from ended_visitors where controller_id = :controller and until <= :now
    and not exists (select 1 from restricted_proofs where controller_id = :controller and until <= :now)`;

type Due = Row & { number: number; visitor: Uint8Array; kind: number; body: string | null };

/** What blanks one row of the ledger and forgets its side rows. */
const blanking = (
  secret: Uint8Array,
  controller: number,
  { number, visitor, kind, body }: Due,
): Statement[] => {
  const who = body !== null && kindOf(kind) === 'decision' ? whoIn(body) : undefined;
  const visitors = [visitor, ...(who?.visitor ? [who.visitor] : [])];
  return [
    ...(who
      ? [
          statement(bury, { controller, tombstone: tombstoneOf(secret, controller, who.decision) }),
          statement(forgetDecision, { controller, id: who.decision }),
        ]
      : []),
    blankEvent(controller, number),
    ...visitors.map((one) => statement(forgetPast, { controller, visitor: one, number })),
    statement(forgetProof, { controller, number }),
  ];
};

/** Blanks at most `most` proofs whose time has come. How many there were; fewer than `most`: no more are due. */
export const blankProofs = async (
  store: Store,
  secret: Uint8Array,
  controller: number,
  now: number,
  most: number,
): Promise<number> => {
  const rows = await store.read<Due>(due, { controller, now, most });
  await store.write(
    [
      ...rows.flatMap((row) => blanking(secret, controller, row)),
      statement(forgetMoves, { controller, now }),
      statement(forgetEnded, { controller, now }),
    ],
    'import',
  );
  return rows.length;
};
