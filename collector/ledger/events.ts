/** Appending to the ledger and reading it back: what happened, numbered without gaps by the insert itself. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import type { KindOfNobody } from './concerns.ts';
import { digestOf } from './digest.ts';
import { type Kind, kindNumber, kindOf } from './kinds.ts';

export type { Kind } from './kinds.ts';

export interface NewEvent {
  controller: number;
  kind: Kind;
  /** Unix milliseconds, by the collector's clock. */
  received: number;
  /** JSON text. Never an e-mail address or a name. */
  body: string;
  salt: Uint8Array;
}

const append = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :received, :digest, :body, :salt
  returning number`;

/** The values of an event for any statement that appends it. */
export const eventValues = (event: NewEvent) => ({
  controller: event.controller,
  kind: kindNumber(event.kind),
  received: event.received,
  digest: digestOf(event.salt, event.body),
  body: event.body,
  salt: event.salt,
});

export type EventValues = ReturnType<typeof eventValues>;

/** Appends the event of an act, whatever else holds. Only beside what ties it to whom it concerns (`register/recordEvents`). */
export const appendAct = (event: NewEvent): Statement => statement(append, eventValues(event));

/** Appends an event that concerns nobody of the register, whatever else holds. */
export const appendEvent = (event: NewEvent & { kind: KindOfNobody }): Statement => appendAct(event);

// What is restricted is kept as proof alone (GDPR 18): nobody reads it here.
const page = sql`
  select l.number, l.kind, l.received, l.digest, case when r.number is null then l.body else null end as body,
    case when r.number is null then 0 else 1 end as restricted
  from ledger l
  left join restricted_proofs r on r.controller_id = l.controller_id and r.number = l.number
  where l.controller_id = :controller and l.number > :after
  order by l.number
  limit :most`;

export interface LedgerRow {
  number: number;
  kind: Kind;
  received: number;
  digest: Uint8Array;
  /** Null once erased, or while restricted. */
  body: string | null;
  /** 1 while it is kept as proof alone. */
  restricted: number;
}

/** At most `most` events after number `after`, in order. */
export const eventsAfter = async (
  store: Store,
  controller: number,
  after: number,
  most: number,
): Promise<LedgerRow[]> => {
  const rows = await store.read<Omit<LedgerRow, 'kind'> & { kind: number }>(page, {
    controller,
    after,
    most,
  });
  return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));
};

const blank = sql`
  update ledger set body = null, salt = null
  where controller_id = :controller and number = :number`;

/** Blanks an event's body and salt; the envelope stays and verifies. */
export const blankEvent = (controller: number, number: number): Statement =>
  statement(blank, { controller, number });
