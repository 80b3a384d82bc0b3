/** The ties of one visitor, seen from the visitor's side: when somebody was signed in, never who. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';

// By id from the index that covers visitor and id: without statistics SQLite would look at every tie of the controller.
const ofVisitor = sql`
  select s.public_id as "publicId", t.started, t.ended
  from ties t
  join sites s on s.controller_id = t.controller_id and s.site_id = t.site_id
  where t.controller_id = :controller
    and t.tie_id in (select tie_id from ties where controller_id = :controller and visitor_id = :visitor)
  order by t.started`;

/** When somebody was signed in with this browser, oldest first. */
export const tiesOfVisitor = (store: Store, controller: number, visitor: Uint8Array) =>
  store.read<{ publicId: string; started: number; ended: number | null }>(ofVisitor, { controller, visitor });

// The ledger's rows of ties name the person and the visitor: they are no proof of consent, and go with the ties.
const blank = sql`
  update ledger set body = null, salt = null
  where controller_id = :controller and number in (
    select coalesce(t.number, 0) from ties t
    where t.controller_id = :controller
      and t.tie_id in (select tie_id from ties where controller_id = :controller and visitor_id = :visitor)
      and not exists (select 1 from holds h
        where h.controller_id = :controller and (h.person_id = t.person_id or h.person_id is null)
          and (h.category is null or h.category = 'visits')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
    union
    select coalesce(t.ended_number, 0) from ties t
    where t.controller_id = :controller
      and t.tie_id in (select tie_id from ties where controller_id = :controller and visitor_id = :visitor)
      and not exists (select 1 from holds h
        where h.controller_id = :controller and (h.person_id = t.person_id or h.person_id is null)
          and (h.category is null or h.category = 'visits')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now)))`;
const forgetTokens = sql`
  delete from tie_tokens
  where controller_id = :controller
    and tie_id in (select tie_id from ties where controller_id = :controller and visitor_id = :visitor)`;
// But those of whom a hold keeps their visits (GDPR 17(3)): whose they were must be known.
const forget = sql`
  delete from ties
  where controller_id = :controller and visitor_id = :visitor
    and not exists (select 1 from holds h
      where h.controller_id = :controller and (h.person_id = ties.person_id or h.person_id is null)
        and (h.category is null or h.category = 'visits')
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))`;

/** Erases the ties of a visitor, and what the ledger tells of them; the persons stay untouched. */
export const eraseTies = (controller: number, visitor: Uint8Array, now: number): Statement[] => [
  statement(blank, { controller, visitor, now }),
  statement(forgetTokens, { controller, visitor }),
  statement(forget, { controller, visitor, now }),
];
