/** What erasing takes away, kind by kind, so that a hold can leave one and let the others go. */
import { type HeldCategory, heldCategories, heldTables } from '../duties/holds/categories.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { type Statement, sql, statement } from '../store/store.ts';

// Those that nobody can read any more are blanked, whatever else they are kept for.
const blankLeft = sql`
  update persons
  set name = null, email = null, email_key = null, phone = null, phone_key = null, position = null, employer_address = null,
    language = null, organisation_id = null, pending = null, restricted = null, restriction = null, objected = null
  where controller_id = :controller and person_id = :person and erased is not null`;
const dropInforming = sql`delete from informing where controller_id = :controller and person_id = :person`;
const dropHistory = sql`
  delete from history where controller_id = :controller and person_id = :person and noun = :noun`;
const dropAllHistory = sql`delete from history where controller_id = :controller and person_id = :person`;
// Before the vouchers themselves.
const dropVoucherSources = sql`
  delete from value_sources
  where controller_id = :controller and row_id in (
    select transaction_id from transactions
    where controller_id = :controller and person_id = :person and occurred < :before)`;
const dropVoucherActs = sql`
  delete from recorded_acts
  where controller_id = :controller and row_id in (
    select transaction_id from transactions
    where controller_id = :controller and person_id = :person and occurred < :before)`;
const dropOldVouchers = sql`
  delete from transactions where controller_id = :controller and person_id = :person and occurred < :before`;
const dropMessages = sql`delete from messages where controller_id = :controller and person_id = :person`;
// What is held is not used: nothing that waits is sent (GDPR 18).
const stopMessages = sql`
  update messages
  set state = 'dropped', ended = :now, problem = 'erased', claimed = null, body = null, recipient = null
  where controller_id = :controller and person_id = :person and state = 'waiting'`;
const dropVisits = sql`
  delete from visits
  where controller_id = :controller and visit_id in (
    select v.visit_id from ties t
    join visits v on v.controller_id = t.controller_id and v.visitor_id = t.visitor_id
    where t.controller_id = :controller and t.person_id = :person
      and v.received >= t.started and (t.ended is null or v.received < t.ended))`;
const dropEvents = sql`
  delete from analytics_events
  where controller_id = :controller
    and visitor_id in (select visitor_id from ties where controller_id = :controller and person_id = :person)
    and exists (
      select 1 from ties t
      where t.controller_id = :controller and t.person_id = :person and t.visitor_id = analytics_events.visitor_id
        and analytics_events.received >= t.started and (t.ended is null or analytics_events.received < t.ended))`;
const blankTieEvents = sql`
  update ledger set body = null, salt = null
  where controller_id = :controller and number in (
    select number from ties where controller_id = :controller and person_id = :person and number is not null
    union
    select ended_number from ties where controller_id = :controller and person_id = :person and ended_number is not null)`;
const dropTies = sql`delete from ties where controller_id = :controller and person_id = :person`;

/** Whose, and when. */
export interface Erasing {
  controller: number;
  person: Uint8Array;
  now: number;
  /** Vouchers of before this time may go. */
  vouchersBefore: number;
}

/** Beside the nouns' own statements. */
const more = (
  category: HeldCategory,
  { controller, person, vouchersBefore: before }: Erasing,
): Statement[] => {
  const both = { controller, person };
  switch (category) {
    case 'identity':
      return [dropInforming, blankLeft].map((one) => statement(one, both));
    case 'transactions':
      return [dropVoucherSources, dropVoucherActs, dropOldVouchers].map((one) =>
        statement(one, { ...both, before }),
      );
    case 'messages':
      return [statement(dropMessages, both)];
    case 'visits':
      return [dropVisits, dropEvents, blankTieEvents, dropTies].map((one) => statement(one, both));
    default:
      return [];
  }
};

/** Whether a table's rows are kept. */
export const isHeldTable = (held: ReadonlyMap<HeldCategory, unknown>, table: string): boolean =>
  [...held.keys()].some((category) => (heldTables[category] as readonly string[]).includes(table));

/** The statements that take away everything that is not held. Again is harmless: what is gone stays gone. */
export const takingAway = (erasing: Erasing, held: ReadonlyMap<HeldCategory, unknown>): Statement[] => {
  const { controller, person, now } = erasing;
  const both = { controller, person };
  const history =
    held.size === 0
      ? [statement(dropAllHistory, both)]
      : ['persons', ...personalNouns.map(({ table }) => table)]
          .filter((table) => !isHeldTable(held, table))
          .map((noun) => statement(dropHistory, { ...both, noun }));
  const nouns = personalNouns.filter(({ table }) => !isHeldTable(held, table));
  return [
    ...history,
    ...nouns.flatMap(({ erase = [] }) => erase.map((one) => statement(one, both))),
    ...heldCategories.filter((one) => !held.has(one)).flatMap((category) => more(category, erasing)),
    ...(held.has('messages') ? [statement(stopMessages, { ...both, now })] : []),
  ];
};
