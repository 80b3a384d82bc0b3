/** The current answer per visitor and purpose: the ledger, folded. */
import type { Answer } from '../../shared/answer.ts';
import { type Step, step } from '../store/plan.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { keepCited } from './pastDecisions.ts';
import type { Site } from './sites.ts';

const day = 24 * 60 * 60 * 1000;

// Folded by sequence,
// not by time: the browser's clock is no evidence of order. At the same sequence denied wins, else the first to arrive.
// A key that was signed out grants nothing any more; its late denial counts for the id that its consents moved to.
const fold = sql`
  insert into answers (controller_id, visitor_id, site_id, purpose_number, granted, terms, sequence, number)
  select d.controller_id, coalesce(m.new_visitor_id, :visitor), p.site_id, p.purpose_number, cast(:granted as bigint), :terms, :sequence,
    d.number
  from decisions d
  join purposes p on p.controller_id = d.controller_id and p.site_id = :site and p.purpose = :purpose
  left join moved_visitors m on m.controller_id = d.controller_id and m.visitor_id = :visitor
  where d.controller_id = :controller and d.decision_id = :id
    and (m.new_visitor_id is null or cast(:granted as bigint) = 0)
  on conflict (controller_id, visitor_id, site_id, purpose_number) do update
  set granted = excluded.granted, terms = excluded.terms, sequence = excluded.sequence, number = excluded.number
  where excluded.sequence > answers.sequence
     or (excluded.sequence = answers.sequence and excluded.granted = 0 and answers.granted = 1)`;

/**
 * Takes the answer in `purpose1`, `granted1`, `terms1` (or another number) of a decision that this very write has
 * appended into what holds now. Also takes `controller`, `site`, `visitor`, `sequence` and `id`, the decision's.
 */
export const foldStep = (place: number): Step =>
  step(fold, { purpose: `purpose${place}`, granted: `granted${place}`, terms: `terms${place}` });

/**
 * What a grant must be to be live, for `where` clauses: granted, under the current terms, not expired. Kept as values
 * here and as text in each statement that needs it.
 */
export const liveValues = (site: Site, purpose: string, now: number) => ({
  controller: site.controller,
  site: site.site,
  purpose,
  terms: site.terms.get(purpose) ?? 0,
  expired: now - site.settings.consentDays * day,
});

const anyLive = sql`
  select purpose, terms from consents
  where controller_id = :controller and visitor_id = :visitor and site_id = :site
    and answer = 'granted' and decided > :expired`;

/** The purposes that the visitor has a live grant for at the site. */
export const liveGrants = async (
  store: Pick<Store, 'read'>,
  site: Site,
  visitor: Uint8Array,
  now: number,
): Promise<Set<string>> => {
  const { controller, site: number, expired } = liveValues(site, '', now);
  const rows = await store.read<{ purpose: string; terms: number }>(anyLive, {
    controller,
    site: number,
    visitor,
    expired,
  });
  return new Set(
    rows.filter(({ purpose, terms }) => site.terms.get(purpose) === terms).map((one) => one.purpose),
  );
};

/** Whether the visitor has any live grant at the site. */
export const hasLiveGrant = async (
  store: Store,
  site: Site,
  visitor: Uint8Array,
  now: number,
): Promise<boolean> => (await liveGrants(store, site, visitor, now)).size > 0;

const ofVisitor = sql`
  select c.site_id as site, c.purpose, c.answer, c.terms, c.decided, c.number, l.body, s.public_id as "publicId"
  from consents c
  join ledger l on l.controller_id = c.controller_id and l.number = c.number
  join sites s on s.controller_id = c.controller_id and s.site_id = c.site_id
  where c.controller_id = :controller and c.visitor_id = :visitor
  order by c.site_id, c.purpose`;

export interface ConsentRow {
  site: number;
  publicId: string;
  purpose: string;
  answer: Answer;
  terms: number;
  decided: number;
  number: number;
  /** Body of the decision in the ledger; null once erased. */
  body: string | null;
}

/** All current answers of a visitor. */
export const consentsOf = (store: Store, controller: number, visitor: Uint8Array): Promise<ConsentRow[]> =>
  store.read<ConsentRow>(ofVisitor, { controller, visitor });

const remember = sql`
  insert into moved_visitors (controller_id, visitor_id, new_visitor_id, moved, number)
  select :controller, :visitor, :newVisitor, :now,
    case when exists (select 1 from answers where controller_id = :controller and visitor_id = :visitor and granted = 1)
      then (select max(number) from ledger where controller_id = :controller) else null end
  where not exists (select 1 from answers where controller_id = :controller and visitor_id = :newVisitor)
    and not exists (select 1 from moved_visitors where controller_id = :controller and visitor_id = :newVisitor)
  on conflict (controller_id, visitor_id) do nothing`;
const forward = sql`
  update moved_visitors set new_visitor_id = :newVisitor
  where controller_id = :controller and new_visitor_id = :visitor
    and exists (select 1 from moved_visitors
      where controller_id = :controller and visitor_id = :visitor and new_visitor_id = :newVisitor)`;
const move = sql`
  insert into answers (controller_id, visitor_id, site_id, purpose_number, granted, terms, sequence, number)
  select controller_id, :newVisitor, site_id, purpose_number, granted, terms, sequence, number
  from answers
  where controller_id = :controller and visitor_id = :visitor and granted = 1
    and exists (select 1 from moved_visitors
      where controller_id = :controller and visitor_id = :visitor and new_visitor_id = :newVisitor)
  on conflict (controller_id, visitor_id, site_id, purpose_number) do nothing`;
const leave = sql`
  delete from answers
  where controller_id = :controller and visitor_id = :visitor
    and exists (select 1 from moved_visitors
      where controller_id = :controller and visitor_id = :visitor and new_visitor_id = :newVisitor)`;
const target = sql`
  select new_visitor_id as "newVisitor" from moved_visitors
  where controller_id = :controller and visitor_id = :visitor`;

/**
 * Moves the live consents of a visitor to a new id, where they go on citing the old decision; under the old id nothing
 * stays but the decisions themselves. Once: the last statement answers where they are now.
 */
export const moveConsents = (
  controller: number,
  visitor: Uint8Array,
  newVisitor: Uint8Array,
  now: number,
): Statement[] => [
  statement(remember, { controller, visitor, newVisitor, now }),
  keepCited(controller, visitor),
  statement(forward, { controller, visitor, newVisitor }),
  statement(move, { controller, visitor, newVisitor }),
  statement(leave, { controller, visitor, newVisitor }),
  statement(target, { controller, visitor }),
];

const forget = sql`delete from answers where controller_id = :controller and visitor_id = :visitor`;

/** Nothing holds any more for the visitor; what their answers cited is remembered among their past decisions. */
export const endConsents = (controller: number, visitor: Uint8Array): Statement[] => [
  keepCited(controller, visitor),
  statement(forget, { controller, visitor }),
];

/** Whether the id was signed out, and its consents handed on to another. */
export const isMoved = async (store: Store, controller: number, visitor: Uint8Array): Promise<boolean> =>
  (await store.read(target, { controller, visitor })).length > 0;
