/** What a run of retention would take away now, without taking it: counts, and the ids page by page. */

import type { RuleId } from '../../duties/retention/rules.ts';
import { type YearEnds, yearEndOf } from '../../duties/retention/yearEnd.ts';
import { oldVisitsAfter } from '../../register/oldVisits.ts';
import { type Sql, type Store, sql } from '../../store/store.ts';
import { type Cuts, cutsOf } from './cuts.ts';
import { type Aged, agedAfter } from './drop.ts';
import { organisationsOver } from './endedOrganisations.ts';
import { endedAfter } from './endedPersons.ts';
import { agings } from './run.ts';
import { sitesOf, visitsBefore } from './visitors.ts';

const oldProofs = sql`
  select number, until as "at" from restricted_proofs
  where controller_id = :controller and until <= :now and until >= :from and (until > :from or number > :after)
  order by until, number
  limit :most`;
const unfinished = sql`
  select count(*) as rows from unfinished_erasures where controller_id = :controller and due <= :now`;

/** Tables of which the ids can be listed. */
export const listed: readonly string[] = [
  'persons',
  'organisations',
  'visits',
  'ledger',
  ...agings.map(({ noun }) => noun),
];

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

/** Site by site: a cursor's time is the site. */
const visitsAfter = async (store: Store, cuts: Cuts, after: Cursor | undefined, most: number) => {
  const { controller, now } = cuts;
  const found: Aged[] = [];
  if (cuts.held.has('visits')) return found;
  const sites = (await sitesOf(store, controller)).sort((one, other) => one.site - other.site);
  for (const site of sites) {
    if (found.length === most) break;
    if (after && site.site < after.at) continue;
    const from = after?.at === site.site ? after.id : start;
    const asked = { controller, now, site: site.site, before: visitsBefore(site, cuts), after: from };
    const rows = await oldVisitsAfter(store, { ...asked, most: most - found.length });
    found.push(...rows.map(({ id }) => ({ id, at: site.site })));
  }
  return found;
};

/** A row of the ledger is known by its number: as the last of an id's bytes. */
const numbered = (number: number): Uint8Array => {
  const id = Buffer.alloc(16);
  id.writeBigUInt64BE(BigInt(number), 8);
  return id;
};
const proofsAfter = async (
  store: Store,
  { controller, now }: Cuts,
  last: Cursor | undefined,
  most: number,
) => {
  const after = last ? Number(Buffer.from(last.id).readBigUInt64BE(8)) : 0;
  const from = last?.at ?? 0;
  const rows = await store.readApart<{ number: number; at: number }>(oldProofs, {
    controller,
    now,
    from,
    after,
    most,
  });
  return rows.map(({ number, at }) => ({ id: numbered(number), at }));
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
  if (noun === 'visits') return visitsAfter(store, cuts, after, most);
  if (noun === 'ledger') return proofsAfter(store, cuts, after, most);
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
  add('proof', 'ledger', await countOf(store, cuts, 'ledger'));
  add('visits', 'visits', await countOf(store, cuts, 'visits'));
  return { gone, held: [...cuts.held] };
};
