/** Rows past their time go, with their sources and what they were before: few at a time, after the visitors' writes, so that nobody waits. */
import { holdsSeen, whileSame } from '../../duties/holds/active.ts';
import { noteErased } from '../../ledger/erased.ts';
import { valuesFor } from '../../register/noun.ts';
import { type Statement, type Store, sql, statement, Unmet } from '../../store/store.ts';
import type { Aging } from './aging.ts';
import { type Cuts, heldOfAll, idAt } from './cuts.ts';
import { counting } from './progress.ts';

const sourcesOf = sql`
  select provenance_id as provenance from value_sources where controller_id = :controller and row_id = :id`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :id`;
const dropActs = sql`delete from recorded_acts where controller_id = :controller and row_id = :id`;
const dropHistory = sql`delete from history where controller_id = :controller and row_id = :id`;
// Others' rows may have come by the same act.
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from history where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from informing where controller_id = :controller and provenance_id = :provenance)`;

/** Rows in one write: of a hundred, scattered over a large table, a decision would wait a tenth of a second. */
const atOnce = 30;

/** Before every time. */
const ever = -8_640_000_000_000_000;

export interface Aged {
  id: Uint8Array;
  at: number;
}

/** At most `most` rows that are past their time, after one; none where all of the kind are held. */
export const agedAfter = (
  store: Pick<Store, 'readApart'>,
  { controller, now, before, held }: Cuts,
  { find, rule, category }: Aging,
  last: Aged | undefined,
  most: number,
): Promise<Aged[]> =>
  category !== undefined && held.has(category)
    ? Promise.resolve([])
    : store.readApart<Aged>(
        find,
        valuesFor(find, {
          controller,
          now,
          most,
          before: before[rule],
          beforeId: idAt(before[rule]),
          from: last?.at ?? ever,
          after: last?.id ?? new Uint8Array(0),
        }),
      );

/** The statements that take a row's sources, past values and ties to the ledger away, after the row itself. */
export const withSources = async (
  store: Store,
  controller: number,
  ids: readonly Uint8Array[],
): Promise<Statement[]> => {
  const from = new Map<string, Uint8Array>();
  for (const id of ids)
    for (const { provenance } of await store.read<{ provenance: Uint8Array }>(sourcesOf, { controller, id }))
      from.set(Buffer.from(provenance).toString('hex'), provenance);
  return [
    ...ids.flatMap((id) =>
      [dropSources, dropActs, dropHistory].map((one) => statement(one, { controller, id })),
    ),
    ...[...from.values()].map((provenance) => statement(dropUnused, { controller, provenance })),
  ];
};

/** Drops what is past its time of one table. How many rows. Stops between two writes when told so. */
export const dropAged = async (
  store: Store,
  cuts: Cuts,
  aging: Aging,
  stopped: () => boolean,
): Promise<number> => {
  const { controller } = cuts;
  let dropped = 0;
  // Behind it nothing is left but what is held: that is looked at once.
  let last: Aged | undefined;
  while (!stopped()) {
    const seen = await holdsSeen(store, controller);
    // A night is long: by the holds of this moment, not of its beginning.
    const held = await heldOfAll(store, controller, cuts.now);
    const rows = await agedAfter(store, { ...cuts, held }, aging, last, atOnce);
    if (rows.length === 0) break;
    try {
      await store.write(
        [
          // The holds themselves go by their age, too.
          ...(aging.noun === 'holds' ? [] : [whileSame(controller, seen)]),
          ...rows.flatMap(({ id }) => aging.drop.map((one) => statement(one, { controller, id }))),
          ...(await withSources(
            store,
            controller,
            rows.map(({ id }) => id),
          )),
          counting(controller, aging.rule, aging.noun, rows.length),
          noteErased(controller),
        ],
        'import',
      );
    } catch (error) {
      // A hold was made or changed meanwhile: it is looked at again.
      if (!(error instanceof Unmet)) throw error;
      continue;
    }
    dropped += rows.length;
    last = rows.at(-1);
    if (rows.length < atOnce) break;
  }
  return dropped;
};
