/** Merging two entries that are one person, and undoing it. An objection or a restriction of either is never lost. */
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { markPerson } from './marks.ts';
import { isMergeable, type MergeSide, mergedValues, mergeSide } from './mergeState.ts';
import { personalNouns } from './nouns/personal.ts';
import { actEvent } from './recordEvents.ts';
import { findBy } from './words.ts';

const insert = sql`
  insert into merges (controller_id, merge_id, kept_id, merged_id, snapshot, merged, staff_id)
  values (:controller, :merge, :kept, :merged, :snapshot, :now, :staff)`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id) values (:controller, :merge, :noun, :row)`;
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
const tiesOf = sql`select tie_id as id from ties where controller_id = :controller and person_id = :merged`;
const moveHistory = sql`
  update history set person_id = :kept where controller_id = :controller and person_id = :merged`;
const moveMessages = sql`
  update messages set person_id = :kept where controller_id = :controller and person_id = :merged`;
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

// Who wanted no more of something at one address does not want it at the other.
const copyUnsubscriptions = sql`
  insert into unsubscriptions (controller_id, mark, channel, purpose, product_group, key_version, since)
  select u.controller_id, k.mark, u.channel, u.purpose, u.product_group, k.key_version, u.since
  from address_marks m
  join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
  join address_marks k on k.controller_id = m.controller_id and k.person_id = :kept and k.channel = m.channel
  where m.controller_id = :controller and m.person_id = :merged
  on conflict (controller_id, mark, channel, purpose, product_group) do nothing`;

/** The kept person's values as the table has them, for the snapshot; bytes as hex. */
const snapshotOf = (before: MergeSide, after: object): string =>
  JSON.stringify({ before, after }, (_, value: unknown) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  );

export type MergeRefusal = 'not-found' | 'same' | 'changed-meanwhile';

/** The rows that are the merged person's, by noun. */
const rowsOf = async (
  store: Store,
  controller: number,
  merged: Uint8Array,
): Promise<[noun: string, row: Uint8Array][]> => {
  const found: [string, Uint8Array][] = [];
  for (const { table, ofPerson, reassign } of personalNouns)
    if (ofPerson && reassign)
      for (const { id } of await store.read<{ id: Uint8Array }>(ofPerson, { controller, person: merged }))
        found.push([table, id]);
  for (const { id } of await store.read<{ id: Uint8Array }>(tiesOf, { controller, merged }))
    found.push(['ties', id]);
  return found;
};

/** Makes `merged` a part of `kept`; answers the id of the merge, by which it is undone. */
export const mergePersons = async (
  store: Store,
  world: World,
  actor: Actor & { staff: number },
  kept: Uint8Array,
  merged: Uint8Array,
): Promise<{ merge: Uint8Array } | { refused: MergeRefusal }> => {
  if (Buffer.compare(kept, merged) === 0) return { refused: 'same' };
  const { controller, staff } = actor;
  const [left, right] = await Promise.all([
    mergeSide(store, controller, kept),
    mergeSide(store, controller, merged),
  ]);
  if (!left || !right || !isMergeable(left) || !isMergeable(right)) return { refused: 'not-found' };
  const now = world.clock();
  const merge = newId(world);
  const { pending: _, erased: __, mergedInto: ___, ...values } = mergedValues(left, right);
  const both = { controller, kept, merged };
  const about = { merge: toUuid(merge), kept: toUuid(kept), merged: toUuid(merged) };
  const statements: Statement[] = [
    must(statement(mergeAway, { ...both, version: right.version })),
    must(statement(write, { controller, person: kept, version: left.version, ...values })),
    statement(insert, { ...both, merge, snapshot: snapshotOf(left, values), now, staff }),
    ...(await rowsOf(store, controller, merged)).map(([noun, row]) =>
      statement(remember, { controller, merge, noun, row }),
    ),
    ...personalNouns.flatMap(({ reassign }) => (reassign ? [statement(reassign, both)] : [])),
    ...[moveTies, moveHistory, moveMessages, copySources, copyInforming].map((one) => statement(one, both)),
    ...findBy(controller, kept, values.name),
    statement(copyWords, both),
    ...markPerson(world, controller, kept, { email: values.emailKey, phone: values.phoneKey }),
    statement(copyUnsubscriptions, both),
    actEvent(world, actor, 'persons-merged', about),
  ];
  try {
    await store.write(statements);
  } catch (error) {
    if (error instanceof Unmet) return { refused: 'changed-meanwhile' };
    throw error;
  }
  return { merge };
};
