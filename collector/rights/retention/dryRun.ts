/** What a run of retention would take away now, without taking it: counts, and the ids page by page. */

import type { RuleId } from '../../duties/retention/rules.ts';
import { type YearEnds, yearEndOf } from '../../duties/retention/yearEnd.ts';
import { type Sql, type Store, sql } from '../../store/store.ts';
import { type Cuts, cutsOf } from './cuts.ts';
import { type Aged, agedAfter } from './drop.ts';
import { organisationsOver } from './endedOrganisations.ts';
import { endedAfter } from './endedPersons.ts';
import { agings } from './run.ts';
import { sitesOf, visitsBefore } from './visitors.ts';

const oldVisits = sql`
  select count(*) as rows from visits
  where controller_id = :controller and received < :before and site_id = :site`;
const oldProofs = sql`
  select count(*) as rows from restricted_proofs where controller_id = :controller and until <= :now`;
const unfinished = sql`
  select count(*) as rows from unfinished_erasures where controller_id = :controller and due <= :now`;

/** Tables of which the ids can be listed. */
export const listed: readonly string[] = ['persons', 'organisations', ...agings.map(({ noun }) => noun)];

/** Where a page begins: after a row, by its time and id. */
export type Cursor = Aged;

const start: Uint8Array = new Uint8Array(0);

const personsAfter = async (store: Store, cuts: Cuts, after: Cursor | undefined, most: number) => {
  const found: Uint8Array[] = [];
  for (let from: Uint8Array | undefined = after?.id ?? start; from && found.length < most; ) {
    const window: Awaited<ReturnType<typeof endedAfter>> = await endedAfter(store, cuts, from);
    found.push(...window.ids);
    from = window.next;
  }
  return found.slice(0, most).map((id) => ({ id, at: 0 }));
};

/** At most `most` rows of a table that would go now, after one. */
export const wouldGo = async (
  store: Store,
  cuts: Cuts,
  noun: string,
  after: Cursor | undefined,
  most: number,
): Promise<Aged[]> => {
  if (noun === 'persons') return personsAfter(store, cuts, after, most);
  if (noun === 'organisations')
    return (await organisationsOver(store, cuts, after?.id ?? start, most)).map((id) => ({ id, at: 0 }));
  const aging = agings.find((one) => one.noun === noun);
  return aging ? agedAfter(store, cuts, aging, after, most) : [];
};

/** Rows in one look. */
const atOnce = 500;

const countOf = async (store: Store, cuts: Cuts, noun: string): Promise<number> => {
  let rows = 0;
  for (let after: Cursor | undefined; ; ) {
    const found: Aged[] = await wouldGo(store, cuts, noun, after, atOnce);
    rows += found.length;
    after = found.at(-1);
    if (found.length < atOnce) return rows;
  }
};

const one = async (store: Store, counting: Sql, values: Record<string, number>): Promise<number> =>
  (await store.readApart<{ rows: number }>(counting, values))[0]?.rows ?? 0;

export interface DryRun {
  /** By rule and table; only what would go. */
  gone: Partial<Record<RuleId, Record<string, number>>>;
  /** Kinds that a hold keeps of everybody. */
  held: string[];
}

/** What would go of a controller now. */
export const dryRun = async (
  store: Store,
  controller: number,
  now: number,
  yearEnds: YearEnds = yearEndOf,
): Promise<DryRun> => {
  const cuts = await cutsOf(store, controller, now, yearEnds);
  const gone: DryRun['gone'] = {};
  const add = (rule: RuleId, noun: string, rows: number) => {
    if (rows > 0) gone[rule] = { ...gone[rule], [noun]: (gone[rule]?.[noun] ?? 0) + rows };
  };
  for (const { rule, noun } of agings) add(rule, noun, await countOf(store, cuts, noun));
  add('relationship', 'persons', await countOf(store, cuts, 'persons'));
  add('relationship', 'organisations', await countOf(store, cuts, 'organisations'));
  add('relationship', 'unfinished_erasures', await one(store, unfinished, { controller, now }));
  add('proof', 'ledger', await one(store, oldProofs, { controller, now }));
  if (!cuts.held.has('visits'))
    for (const site of await sitesOf(store, controller)) {
      const before = visitsBefore(site, cuts);
      add('visits', 'visits', await one(store, oldVisits, { controller, site: site.site, before }));
    }
  return { gone, held: [...cuts.held] };
};
