/** Undoing a merge: both are what they were, but for what has changed since. */
import { toUuid } from '../bytes.ts';
import { told } from '../ledger/journalEntry.ts';
import {
  must,
  type Readable,
  type Statement,
  type Store,
  sql,
  statement,
  Unmet,
  type Value,
} from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { markPerson } from './marks.ts';
import { type MergeSide, mergeSide } from './mergeState.ts';
import { personalNouns } from './nouns/personal.ts';
import { actOn } from './recordEvents.ts';
import { shareUnsubscriptions } from './unsubscriptions.ts';
import { findBy } from './words.ts';

const find = sql`
  select kept_id as kept, merged_id as merged, snapshot, merged as "at" from merges
  where controller_id = :controller and merge_id = :merge and undone is null and snapshot is not null`;
const moves = sql`
  select noun, row_id as id from merge_moves where controller_id = :controller and merge_id = :merge`;
const undo = sql`
  update merges set undone = :now, snapshot = null
  where controller_id = :controller and merge_id = :merge and undone is null and snapshot is not null
  returning 1 as done`;
const write = sql`
  update persons
  set name = :name, email = :email, email_key = :emailKey, phone = :phone, phone_key = :phoneKey, position = :position,
    employer_address = :employerAddress, language = :language, organisation_id = :organisation, restricted = :restricted,
    restriction = :restriction, objected = :objected, version = version + 1
  where controller_id = :controller and person_id = :person and version = :version and erased is null and merged_into is null
  returning version`;
const comeBack = sql`
  update persons
  set merged_into = null, version = version + 1, objected = coalesce(objected, :objected),
    restriction = case when restricted is null then :restriction else restriction end,
    restricted = coalesce(restricted, :restricted)
  where controller_id = :controller and person_id = :merged and merged_into = :kept and erased is null
    and not exists (
      select 1 from persons o
      where o.controller_id = :controller and o.email_key = persons.email_key and o.person_id <> :merged and o.erased is null and o.merged_into is null)
  returning version`;
const giveTie = sql`
  update ties set person_id = :merged where controller_id = :controller and tie_id = :id and person_id = :kept`;

const dropSource = sql`
  delete from value_sources where controller_id = :controller and row_id = :kept and provenance_id = :id`;

type Kept = Record<string, Value>;

const bytes = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'hex' in value
    ? Buffer.from(String(value.hex), 'hex')
    : value;

const same = (one: unknown, other: unknown): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array
    ? Buffer.compare(one, other) === 0
    : (one ?? null) === (other ?? null);

/** What the merge wrote goes back to what was there; what was changed since stays. */
const restored = (now: MergeSide, before: Kept, after: Kept): Kept =>
  Object.fromEntries(
    Object.keys(after).map((name) => {
      const current = (now as unknown as Kept)[name] ?? null;
      return [name, same(current, after[name]) ? (before[name] ?? null) : current];
    }),
  );

/** What was said of the one person since: nobody knows of which of the two, so it holds for both. */
const saidSince = (now: MergeSide, after: Kept) => ({
  objected: same(now.objected, after['objected']) ? null : now.objected,
  restricted: same(now.restricted, after['restricted']) ? null : now.restricted,
  restriction: same(now.restricted, after['restricted']) ? null : now.restriction,
});

export interface FoundMerge {
  kept: Uint8Array;
  merged: Uint8Array;
  snapshot: string;
  at: number;
}

/** A merge that can still be undone. */
export const findMerge = async (
  store: Readable,
  controller: number,
  merge: Uint8Array,
): Promise<FoundMerge | undefined> => (await store.read<FoundMerge>(find, { controller, merge }))[0];

/** Undoes a merge that `findMerge` found. */
export const undoMerge = async (
  store: Store,
  world: World,
  actor: Actor,
  merge: Uint8Array,
  { kept, merged, snapshot, at }: FoundMerge,
): Promise<'undone' | 'not-found'> => {
  const { controller } = actor;
  const now = world.clock();
  const both = { controller, kept, merged };
  const about = { merge: toUuid(merge), kept: toUuid(kept), merged: toUuid(merged) };
  const [current, other] = await Promise.all([
    mergeSide(store, controller, kept),
    mergeSide(store, controller, merged),
  ]);
  if (!current || !other || current.erased !== null || current.mergedInto !== null) return 'not-found';
  const { before, after } = JSON.parse(snapshot, bytes) as { before: Kept; after: Kept };
  const values = restored(current, before, after);
  const moved = await store.read<{ noun: string; id: Uint8Array }>(moves, { controller, merge });
  const back = moved.flatMap(({ noun, id }): Statement[] => {
    if (noun === 'ties') return [statement(giveTie, { ...both, id })];
    if (noun === 'value_sources') return [statement(dropSource, { controller, kept, id })];
    const giveBack = personalNouns.find(({ table }) => table === noun)?.giveBack;
    return giveBack ? [statement(giveBack, { ...both, id })] : [];
  });
  const text = (name: string): string | null => (values[name] === null ? null : String(values[name]));
  try {
    await store.write([
      must(statement(undo, { controller, merge, now })),
      must(statement(write, { controller, person: kept, version: current.version, ...values })),
      must(statement(comeBack, { ...both, ...saidSince(current, after) })),
      ...back,
      ...findBy(controller, kept, text('name')),
      ...markPerson(world, controller, kept, { email: text('emailKey'), phone: text('phoneKey') }),
      // What the one person wanted no more of since: nobody knows at which address.
      shareUnsubscriptions(controller, { from: kept, to: merged, since: at }),
      ...actOn(world, actor, 'merge-undone', about),
      told(world, { kind: 'merge-undone', controller, ...about, received: now }),
    ]);
  } catch (error) {
    if (error instanceof Unmet) return 'not-found';
    throw error;
  }
  return 'undone';
};
