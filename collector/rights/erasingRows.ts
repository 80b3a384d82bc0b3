/** The rows that go with an erased person, where there may be many, and where they came from. */
import { toUuid } from '../bytes.ts';
import type { HeldCategory } from '../duties/holds/categories.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { pagesAbout } from '../register/reading.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { isHeldTable } from './erasing.ts';

const sourcesOf = sql`
  select distinct provenance_id as provenance from value_sources where controller_id = :controller and row_id = :row`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :row`;
const dropActs = sql`delete from recorded_acts where controller_id = :controller and row_id = :row`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from history where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from informing where controller_id = :controller and provenance_id = :provenance)`;
// Where values came from that were corrected since.
const pastSourcesOf = sql`
  select distinct provenance_id as provenance from history
  where controller_id = :controller and person_id = :person and provenance_id is not null`;

/** Rows in one write of many. */
const atOnce = 50;

/** Takes the sources of these rows, but those that other rows share, and what ties them to the ledger. */
const withoutSources = async (
  store: Store,
  controller: number,
  rows: readonly Uint8Array[],
): Promise<Statement[]> => {
  const unused = new Map<string, Uint8Array>();
  for (const row of rows)
    for (const { provenance } of await store.read<{ provenance: Uint8Array }>(sourcesOf, { controller, row }))
      unused.set(toUuid(provenance), provenance);
  return [
    ...rows.flatMap((row) => [dropSources, dropActs].map((one) => statement(one, { controller, row }))),
    ...[...unused.values()].map((provenance) => statement(dropUnused, { controller, provenance })),
  ];
};

/** What no hold lets go, by category. */
type Held = ReadonlyMap<HeldCategory, unknown>;

/** Takes the sources of the person and of all rows that go with them: after those, but those that other rows share. */
export const sourcesGone = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  held: Held,
): Promise<Statement[]> => {
  const rows = held.has('identity') ? [] : [person];
  for (const noun of personalNouns)
    if (noun.erase && !isHeldTable(held, noun.table))
      for await (const page of pagesAbout(store, noun, controller, person))
        rows.push(...page.filter((row) => !noun.outlives?.(row)).map(({ id }) => id));
  const past = await store.read<{ provenance: Uint8Array }>(pastSourcesOf, { controller, person });
  return [
    ...(await withoutSources(store, controller, rows)),
    ...past.map(({ provenance }) => statement(dropUnused, { controller, provenance })),
  ];
};

/** Takes most of what there may be thousands of before all else goes in one write, which would keep visitors waiting. */
export const erasingMany = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  held: Held,
  /** What must hold in each write. */
  first: readonly Statement[],
): Promise<void> => {
  for (const noun of personalNouns) {
    const { eraseOne } = noun;
    if (!eraseOne || isHeldTable(held, noun.table)) continue;
    for await (const page of pagesAbout(store, noun, controller, person))
      for (let from = 0; from < page.length; from += atOnce) {
        const rows = page.slice(from, from + atOnce).map(({ id }) => id);
        await store.write(
          [
            ...first,
            ...rows.map((id) => statement(eraseOne, { controller, id })),
            ...(await withoutSources(store, controller, rows)),
          ],
          'import',
        );
      }
  }
};
