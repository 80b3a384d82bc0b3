/** The sources of what is erased: they go with it, but those that other rows share. */
import type { NounRow } from '../register/noun.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';

const sourcesOf = sql`
  select distinct provenance_id as provenance from value_sources where controller_id = :controller and row_id = :row`;
const dropSources = sql`delete from value_sources where controller_id = :controller and row_id = :row`;
const dropUnused = sql`
  delete from provenance
  where controller_id = :controller and provenance_id = :provenance
    and not exists (select 1 from value_sources where controller_id = :controller and provenance_id = :provenance)`;

/** The statements for a person, with all `parts` that were merged into them. */
export const sourcesGone = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  parts: readonly Uint8Array[],
): Promise<Statement[]> => {
  const rows = [...parts];
  for (const { ofPerson, erase, outlives } of personalNouns)
    if (ofPerson && erase)
      rows.push(
        ...(await store.read<NounRow>(ofPerson, { controller, person }))
          .filter((row) => !outlives?.(row))
          .map(({ id }) => id),
      );
  const sources = await Promise.all(
    rows.map((row) => store.read<{ provenance: Uint8Array }>(sourcesOf, { controller, row })),
  );
  return [
    ...rows.map((row) => statement(dropSources, { controller, row })),
    ...sources.flat().map(({ provenance }) => statement(dropUnused, { controller, provenance })),
  ];
};
