/** Erasing a person (GDPR 17): all of the register that is about them, their visits, what waits for them; but what a law keeps. */
import { toUuid } from '../bytes.ts';
import { noteErased } from '../ledger/erased.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import type { Actor } from '../register/actor.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { actEvent } from '../register/recordEvents.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { type Kept, keptOf } from './kept.ts';
import { sourcesGone } from './sourcesGone.ts';

const blank = sql`
  update persons
  set name = null, email = null, email_key = null, phone = null, phone_key = null, position = null, employer_address = null,
    language = null, organisation_id = null, pending = null, restricted = null, restriction = null, objected = null,
    erased = :now, version = version + 1
  where controller_id = :controller and person_id = :person and erased is null
  returning version`;
// What was merged into the person was the person, also what had been merged into that.
const partsOf = sql`
  with recursive parts (id) as (
    select person_id from persons where controller_id = :controller and person_id = :person
    union
    select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
  select id from parts`;
const blankMerged = sql`
  update persons
  set name = null, email = null, email_key = null, phone = null, phone_key = null, position = null, employer_address = null,
    language = null, organisation_id = null, pending = null, restricted = null, restriction = null, objected = null,
    erased = :now, version = version + 1
  where controller_id = :controller and erased is null
    and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)`;
const blankSnapshots = sql`
  update merges set snapshot = null
  where controller_id = :controller and (merged_id = :person or kept_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts))`;
// Whoever is erased is not written to again, unless they come themselves.
const suppress = sql`
  insert into suppressions (controller_id, mark, channel, key_version, since, reason)
  select controller_id, mark, channel, key_version, :now, 'erased' from address_marks
  where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)
  on conflict (controller_id, mark) do nothing`;
const dropMarks = sql`
  delete from address_marks where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)`;
const dropWords = sql`
  delete from person_words where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)`;
// Asked for by the person or in their name, and not confirmed yet.
const dropRequests = sql`
  delete from permission_requests
  where controller_id = :controller and email_key in (
    select email_key from persons where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts))`;
const dropVisits = sql`
  delete from visits
  where controller_id = :controller and visit_id in (
    select v.visit_id from ties t
    join visits v on v.controller_id = t.controller_id and v.visitor_id = t.visitor_id
    where t.controller_id = :controller and t.person_id = :person
      and v.received >= t.started and (t.ended is null or v.received < t.ended))`;
const dropEvents = sql`
  delete from analytics_events
  where controller_id = :controller
    and visitor_id in (select visitor_id from ties where controller_id = :controller and person_id = :person)
    and exists (
      select 1 from ties t
      where t.controller_id = :controller and t.person_id = :person and t.visitor_id = analytics_events.visitor_id
        and analytics_events.received >= t.started and (t.ended is null or analytics_events.received < t.ended))`;
const blankTieEvents = sql`
  update ledger set body = null, salt = null
  where controller_id = :controller and number in (
    select number from ties where controller_id = :controller and person_id = :person and number is not null
    union
    select ended_number from ties where controller_id = :controller and person_id = :person and ended_number is not null)`;
const dropTies = sql`delete from ties where controller_id = :controller and person_id = :person`;
const dropHistory = sql`delete from history where controller_id = :controller and person_id = :person`;
const dropInforming = sql`
  delete from informing where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)`;
const dropTokens = sql`delete from tokens where controller_id = :controller and person_id = :person`;
const dropMessages = sql`delete from messages where controller_id = :controller and person_id = :person`;
const toldOf = (world: World, controller: number, person: Uint8Array) => ({
  kind: 'person-erasure' as const,
  controller,
  person: toUuid(person),
  received: world.clock(),
});

/** The statements that take everything of the person away but what a law keeps; the first needs somebody to erase. */
export const erasingOf = (world: World, actor: Actor, person: Uint8Array): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const both = { controller, person };
  return [
    // While the address is there still.
    statement(dropRequests, both),
    must(statement(blank, { ...both, now })),
    statement(blankMerged, { ...both, now }),
    statement(blankSnapshots, both),
    statement(suppress, { ...both, now }),
    ...[
      dropMarks,
      dropWords,
      dropVisits,
      dropEvents,
      blankTieEvents,
      dropTies,
      dropHistory,
      dropInforming,
      dropTokens,
    ].map((one) => statement(one, both)),
    ...personalNouns.flatMap(({ erase = [] }) => erase.map((one) => statement(one, both))),
    statement(dropMessages, both),
    noteErased(controller),
    // A restored backup must not bring them back.
    tellJournal(controller, sealEntry(world, toldOf(world, controller, person))),
    actEvent(world, actor, 'person-erased', { person: toUuid(person) }),
  ];
};

/** Erases the person; answers what a law keeps. Undefined where there is nobody to erase. */
export const erasePerson = async (
  store: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
  beside: readonly Statement[] = [],
): Promise<{ kept: Kept[] } | undefined> => {
  try {
    const { controller } = actor;
    const found = await store.read<{ id: Uint8Array }>(partsOf, { controller, person });
    const parts = found.map(({ id }) => id);
    await store.write([
      ...erasingOf(world, actor, person),
      ...(await sourcesGone(store, controller, person, parts)),
      // A backup may be older than the merge.
      ...parts
        .filter((part) => Buffer.compare(part, person) !== 0)
        .map((part) => tellJournal(controller, sealEntry(world, toldOf(world, controller, part)))),
      ...beside,
    ]);
  } catch (error) {
    if (error instanceof Unmet) return undefined;
    throw error;
  }
  return { kept: await keptOf(store, actor.controller, person) };
};
