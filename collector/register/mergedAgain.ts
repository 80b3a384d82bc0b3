/** Merges and their undoing, done again on a restored database; where it lacks one half, what was said of the one person holds for the other. */
import { fromUuid } from '../bytes.ts';
import type { JournalEntry } from '../ledger/journalEntry.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import { mergePersons } from './merge.ts';
import { findMerge, undoMerge } from './unmerge.ts';
import { unsubscribePerson } from './unsubscriptions.ts';

type Merging = Extract<JournalEntry, { kind: 'merge' }>;
type Undoing = Extract<JournalEntry, { kind: 'merge-undone' }>;

/** Entries that are one person and that the restored database cannot make one. By UUID. */
export interface Parts {
  /** The person and whoever is a part of them. */
  of(person: string): string[];
  join(kept: string, merged: string): void;
  separate(kept: string, merged: string): void;
}

export const partsOf = (): Parts => {
  const parts = new Map<string, Set<string>>();
  const reached = (person: string, found: Set<string>): Set<string> => {
    if (found.has(person)) return found;
    found.add(person);
    for (const one of parts.get(person) ?? []) reached(one, found);
    return found;
  };
  return {
    of: (person) => [...reached(person, new Set())],
    join: (kept, merged) => {
      parts.set(kept, (parts.get(kept) ?? new Set()).add(merged));
    },
    separate: (kept, merged) => {
      parts.get(kept)?.delete(merged);
    },
  };
};

const say = sql`
  update persons
  set objected = coalesce(objected, :objected),
    restriction = case when restricted is null then :restriction else restriction end,
    restricted = coalesce(restricted, :restricted), version = version + 1
  where controller_id = :controller and person_id = :person and erased is null and merged_into is null`;

const unwanted = ({ controller, said, received }: Merging, person: Uint8Array): Statement[] =>
  said.unsubscribed.map((scope) => unsubscribePerson(controller, person, scope, received));

/** Merges again. What either had said by then holds for whichever half the database knows. */
export const mergedAgain = async (
  store: Store,
  world: World,
  entry: Merging,
  parts: Parts,
): Promise<'merges' | 'strangers'> => {
  const { controller, home, staff, kept, merged, said } = entry;
  const then = { ...world, clock: () => entry.received };
  const actor = { controller, home, staff };
  const ids = [kept, merged, entry.merge].map(fromUuid) as [Uint8Array, Uint8Array, Uint8Array];
  const done = await mergePersons(store, then, actor, ...ids);
  if ('merge' in done) {
    await store.write(unwanted(entry, ids[0]));
    return 'merges';
  }
  parts.join(kept, merged);
  const { objected, restricted, restriction } = said;
  const halves = parts.of(kept).map(fromUuid);
  await store.write(
    halves.flatMap((person) => [
      statement(say, { controller, person, objected, restricted, restriction }),
      ...unwanted(entry, person),
    ]),
  );
  return 'strangers';
};

/** Undoes it again. */
export const undoneAgain = async (
  store: Store,
  world: World,
  { controller, merge, kept, merged, received }: Undoing,
  parts: Parts,
): Promise<'merges' | 'strangers'> => {
  parts.separate(kept, merged);
  const id = fromUuid(merge);
  const found = await findMerge(store, controller, id);
  if (!found) return 'strangers';
  const then = { ...world, clock: () => received };
  const undone = await undoMerge(store, then, nobody(controller), id, found);
  return undone === 'undone' ? 'merges' : 'strangers';
};
