/** Merging two entries that are one person, and undoing it. An objection or a restriction of either is never lost. */
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { told } from '../ledger/journalEntry.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { markPerson } from './marks.ts';
import { isMergeable, type MergeSide, mergedValues, mergeSide, saidIn } from './mergeState.ts';
import { personalNouns } from './nouns/personal.ts';
import { actOn } from './recordEvents.ts';
import { shareUnsubscriptions, unsubscribedOf } from './unsubscriptions.ts';
import { findBy } from './words.ts';

const insert = sql`
  insert into merges (controller_id, merge_id, kept_id, merged_id, snapshot, merged, staff_id)
  values (:controller, :merge, :kept, :merged, :snapshot, :now, :staff)`;
const write = sql`
  update persons
  set name = :name, email = :email, email_key = :emailKey, phone = :phone, phone_key = :phoneKey, position = :position,
    employer_address = :employerAddress, language = :language, organisation_id = :organisation, restricted = :restricted,
    restriction = :restriction, objected = :objected, version = version + 1
  where controller_id = :controller and person_id = :person and version = :version and erased is null and merged_into is null
  returning version`;
const mergeAway = sql`
  update persons set merged_into = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged and version = :version and erased is null and merged_into is null
  returning version`;
const moveTies = sql`
  update ties set person_id = :kept where controller_id = :controller and person_id = :merged`;
const rememberTies = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'ties', tie_id from ties where controller_id = :controller and person_id = :merged`;
const moveHistory = sql`
  update history set person_id = :kept where controller_id = :controller and person_id = :merged`;
const moveMessages = sql`
  update messages set person_id = :kept where controller_id = :controller and person_id = :merged`;
// Where what is copied came from, which the kept one has nothing from: undone, it goes.
const rememberSources = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select distinct v.controller_id, m.merge_id, 'value_sources', v.provenance_id
  from merges m
  join value_sources v on v.controller_id = m.controller_id and v.row_id = m.merged_id
  where m.controller_id = :controller and m.merge_id = :merge and m.merged_id = :merged
    and not exists (
      select 1 from value_sources k
      where k.controller_id = m.controller_id and k.row_id = m.kept_id and k.provenance_id = v.provenance_id)`;
const copySources = sql`
  insert into value_sources (controller_id, row_id, field, provenance_id)
  select controller_id, :kept, field, provenance_id from value_sources
  where controller_id = :controller and row_id = :merged
  on conflict (controller_id, row_id, field) do nothing`;
const copyInforming = sql`
  insert into informing (controller_id, person_id, provenance_id, due, told)
  select controller_id, :kept, provenance_id, due, told from informing
  where controller_id = :controller and person_id = :merged
  on conflict (controller_id, person_id, provenance_id) do nothing`;
const copyWords = sql`
  insert into person_words (controller_id, word, person_id)
  select controller_id, word, :kept from person_words where controller_id = :controller and person_id = :merged
  on conflict (controller_id, word, person_id) do nothing`;

/** The kept person's values as the table has them, for the snapshot; bytes as hex. */
const snapshotOf = (before: MergeSide, after: object): string =>
  JSON.stringify({ before, after }, (_, value: unknown) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  );

export type MergeRefusal = 'not-found' | 'same' | 'changed-meanwhile';

/** Makes `merged` a part of `kept`; answers the id of the merge, by which it is undone. */
export const mergePersons = async (
  store: Store,
  world: World,
  actor: Actor & { staff: number },
  kept: Uint8Array,
  merged: Uint8Array,
  merge = newId(world),
): Promise<{ merge: Uint8Array } | { refused: MergeRefusal }> => {
  if (Buffer.compare(kept, merged) === 0) return { refused: 'same' };
  const { controller, staff, home } = actor;
  const [left, right] = await Promise.all([
    mergeSide(store, controller, kept),
    mergeSide(store, controller, merged),
  ]);
  if (!left || !right || !isMergeable(left) || !isMergeable(right)) return { refused: 'not-found' };
  const now = world.clock();
  const { pending: _, erased: __, mergedInto: ___, ...values } = mergedValues(left, right);
  const both = { controller, kept, merged };
  const about = { merge: toUuid(merge), kept: toUuid(kept), merged: toUuid(merged) };
  const statements: Statement[] = [
    must(statement(mergeAway, { ...both, version: right.version })),
    must(statement(write, { controller, person: kept, version: left.version, ...values })),
    statement(insert, { ...both, merge, snapshot: snapshotOf(left, values), now, staff }),
    // What is made for the one of them in this very moment is of the one or of both: never left behind.
    ...personalNouns.flatMap(({ remember, reassign }) =>
      remember && reassign
        ? [statement(remember, { controller, merge, merged }), statement(reassign, both)]
        : [],
    ),
    ...[rememberTies, rememberSources].map((one) => statement(one, { controller, merge, merged })),
    ...[moveTies, moveHistory, moveMessages, copySources, copyInforming].map((one) => statement(one, both)),
    ...findBy(controller, kept, values.name),
    statement(copyWords, both),
    ...markPerson(world, controller, kept, { email: values.emailKey, phone: values.phoneKey }),
    shareUnsubscriptions(controller, { from: merged, to: kept, since: 0 }),
    ...actOn(world, actor, 'persons-merged', about),
    // A restored backup must not part them: what the one said holds for the other.
    told(world, {
      kind: 'merge',
      controller,
      ...about,
      home,
      staff,
      said: {
        ...saidIn(values),
        unsubscribed: await unsubscribedOf(store, controller, [kept, merged]),
      },
      received: now,
    }),
  ];
  try {
    await store.write(statements);
  } catch (error) {
    if (error instanceof Unmet) return { refused: 'changed-meanwhile' };
    throw error;
  }
  return { merge };
};
