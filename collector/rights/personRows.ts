/** Which entries are one person: read before an erasure. */
import { type Store, sql } from '../store/store.ts';

const versionOf = sql`
  select version from persons where controller_id = :controller and person_id = :person and erased is null`;
const keptAs = sql`
  select merged_into as kept from persons
  where controller_id = :controller and person_id = :person and merged_into is not null and erased is null`;
const mergedInto = sql`
  select merged_id as merged from merges where controller_id = :controller and kept_id = :person and undone is null`;
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
