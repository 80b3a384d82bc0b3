/** All decisions of a visitor: those that current answers cite, and those that none cites any more. */
import { type RecordedWho, whoIn } from '../ledger/decisionBody.ts';
import { step } from '../store/plan.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';

const cited = sql`
  insert into past_decisions (controller_id, visitor_id, number)
  select distinct controller_id, visitor_id, number from answers
  where controller_id = :controller and visitor_id = :visitor
  on conflict (controller_id, visitor_id, number) do nothing`;

/** Before a visitor's answers change or go: remembers what they cite. */
export const keepCited = (controller: number, visitor: Uint8Array): Statement =>
  statement(cited, { controller, visitor });

const uncited = sql`
  insert into past_decisions (controller_id, visitor_id, number)
  select d.controller_id, :visitor, d.number
  from decisions d
  where d.controller_id = :controller and d.decision_id = :id
    and not exists (select 1 from answers a
      where a.controller_id = d.controller_id and a.visitor_id = :visitor and a.number = d.number)
  on conflict (controller_id, visitor_id, number) do nothing`;

/** The same as a step of a plan. */
export const keepCitedStep = step(cited);

/** After a decision was folded: remembers it where no answer of the visitor cites it, for it came too late. */
export const keepUncitedStep = step(uncited);

const seen = sql`
  select 1 as seen from answers where controller_id = :controller and visitor_id = :visitor
  union all
  select 1 as seen from moved_visitors where controller_id = :controller and visitor_id = :visitor
  limit 1`;

/** Whether anything is known of a visitor: most decisions are the first of theirs, and have no past to be kept. */
export const seenStep = step(seen);

const ofVisitor = sql`
  select l.number, l.received, l.body
  from (
    select controller_id, number from answers where controller_id = :controller and visitor_id = :visitor
    union
    select controller_id, number from past_decisions where controller_id = :controller and visitor_id = :visitor
  ) h
  join ledger l on l.controller_id = h.controller_id and l.number = h.number
  order by l.number`;
const ofPerson = sql`
  select distinct h.visitor_id as visitor, l.number, l.received, l.body
  from (
    select t.controller_id, t.visitor_id, t.ended, a.number
    from ties t
    join answers a on a.controller_id = t.controller_id and a.visitor_id = t.visitor_id
    where t.controller_id = :controller and t.person_id = :person
    union
    select t.controller_id, t.visitor_id, t.ended, p.number
    from ties t
    join past_decisions p on p.controller_id = t.controller_id and p.visitor_id = t.visitor_id
    where t.controller_id = :controller and t.person_id = :person
  ) h
  join ledger l on l.controller_id = h.controller_id and l.number = h.number
  where h.ended is null or l.received < h.ended
  order by l.number`;

/** A decision that a visitor made, as the ledger has it. */
export interface VisitorDecision extends RecordedWho {
  number: number;
  received: number;
  body: string;
}

type Found = { number: number; received: number; body: string | null };

/** What the visitor made: not what was handed on to them, and not what has been erased. */
const own = (visitor: Uint8Array, { number, received, body }: Found): VisitorDecision[] => {
  if (body === null) return [];
  const who = whoIn(body);
  return who.visitor && Buffer.compare(who.visitor, visitor) === 0
    ? [{ ...who, number, received, body }]
    : [];
};

/** All decisions that the visitor made and that are not erased, in order. */
export const decisionsOf = async (
  store: Store,
  controller: number,
  visitor: Uint8Array,
): Promise<VisitorDecision[]> =>
  (await store.read<Found>(ofVisitor, { controller, visitor })).flatMap((row) => own(visitor, row));

/** The decisions of all browsers that a person was tied to, each until its tie ended. */
export const decisionsOfPerson = async (
  store: Store,
  controller: number,
  person: Uint8Array,
): Promise<VisitorDecision[]> =>
  (await store.read<Found & { visitor: Uint8Array }>(ofPerson, { controller, person })).flatMap((row) =>
    own(row.visitor, row),
  );
