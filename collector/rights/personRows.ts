/** Which entries are one person, and where from what they hold came: read before an erasure. */
import type { HeldCategory } from '../duties/holds/categories.ts';
import type { NounRow } from '../register/noun.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { isHeldTable } from './erasing.ts';

const versionOf = sql`
  select version from persons where controller_id = :controller and person_id = :person and erased is null`;
const keptAs = sql`
  select merged_into as kept from persons
  where controller_id = :controller and person_id = :person and merged_into is not null and erased is null`;
const mergedInto = sql`
  select merged_id as merged from merges where controller_id = :controller and kept_id = :person and undone is null`;
const sourcesOf = sql`
  select distinct provenance_id as provenance from value_sources where controller_id = :controller and row_id = :row`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :row`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from history where controller_id = :controller and provenance_id = :provenance)
    and not exists (select 1 from informing where controller_id = :controller and provenance_id = :provenance)`;
const pastSourcesOf = sql`
  select distinct provenance_id as provenance from history
  where controller_id = :controller and person_id = :person and provenance_id is not null`;

/** The sources of what goes away: dropped after it, but those that other rows share. */
export const sourcesGone = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  held: ReadonlyMap<HeldCategory, unknown>,
): Promise<Statement[]> => {
  const rows = held.has('identity') ? [] : [person];
  for (const { ofPerson, erase, outlives, table } of personalNouns)
    if (ofPerson && erase && !isHeldTable(held, table))
      rows.push(
        ...(await store.read<NounRow>(ofPerson, { controller, person }))
          .filter((row) => !outlives?.(row))
          .map(({ id }) => id),
      );
  const sources = await Promise.all(
    rows.map((row) => store.read<{ provenance: Uint8Array }>(sourcesOf, { controller, row })),
  );
  const past = await store.read<{ provenance: Uint8Array }>(pastSourcesOf, { controller, person });
  return [
    ...rows.map((row) => statement(dropSources, { controller, row })),
    ...[...sources.flat(), ...past].map(({ provenance }) =>
      statement(dropUnused, { controller, provenance }),
    ),
  ];
};

export interface Found {
  person: Uint8Array;
  version: number;
}

/** The entry that this one was merged into, at last: they are one person, and go together. */
export const rootOf = async (store: Store, controller: number, person: Uint8Array): Promise<Uint8Array> => {
  const [found] = await store.read<{ kept: Uint8Array }>(keptAs, { controller, person });
  return found ? rootOf(store, controller, found.kept) : person;
};

/** The person and, for it was the person, whoever was merged into them, or into those; undefined where there is nobody. */
export const allOf = async (
  store: Store,
  controller: number,
  person: Uint8Array,
): Promise<Found[] | undefined> => {
  const [row] = await store.read<{ version: number }>(versionOf, { controller, person });
  if (!row) return undefined;
  const found: Found[] = [{ person, version: row.version }];
  for (const { merged } of await store.read<{ merged: Uint8Array }>(mergedInto, { controller, person }))
    found.push(...((await allOf(store, controller, merged)) ?? []));
  return found;
};
