/** Erasing a person (GDPR 17): all of the register that is about them, their visits, what waits for them; but what a law keeps. */
import { toUuid } from '../bytes.ts';
import { tellRecipients } from '../duties/recipientNotices.ts';
import { noteErased } from '../ledger/erased.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import type { Actor } from '../register/actor.ts';
import { markPerson } from '../register/marks.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { actEvent } from '../register/recordEvents.ts';
import { findBy } from '../register/words.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import { unhurried } from '../store/unhurried.ts';
import type { World } from '../world.ts';
import { erasingMany, sourcesGone } from './erasingRows.ts';
import { type Kept, keptOf } from './kept.ts';

const blank = sql`
  update persons
  set name = null, email = null, email_key = null, phone = null, phone_key = null, position = null, employer_address = null,
    language = null, organisation_id = null, pending = null, restricted = null, restriction = null, objected = null,
    erased = :now, version = version + 1
  where controller_id = :controller and person_id = :person and version = :version and erased is null
  returning version`;
const versionOf = sql`
  select version from persons where controller_id = :controller and person_id = :person and erased is null`;
const keptAs = sql`
  select merged_into as kept from persons
  where controller_id = :controller and person_id = :person and merged_into is not null and erased is null`;
const mergedInto = sql`
  select merged_id as merged from merges where controller_id = :controller and kept_id = :person and undone is null`;
const blankSnapshots = sql`
  update merges set snapshot = null
  where controller_id = :controller and (kept_id = :person or merged_id = :person)`;
// Whoever is erased is not written to again, unless they come themselves; nor read in from a file, whatever they had said before.
const suppress = sql`
  insert into suppressions (controller_id, mark, channel, key_version, since, reason)
  select controller_id, mark, channel, key_version, :now, 'erased' from address_marks
  where controller_id = :controller and person_id = :person
  on conflict (controller_id, mark) do update set reason = excluded.reason`;
// Asked for by the person or in their name, and not confirmed yet.
const dropRequests = sql`
  delete from permission_requests
  where controller_id = :controller and email_key = (
    select email_key from persons where controller_id = :controller and person_id = :person)`;
const dropRegistrations = sql`
  delete from registrations
  where controller_id = :controller and email_key = (
    select email_key from persons where controller_id = :controller and person_id = :person)`;
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
const dropInforming = sql`delete from informing where controller_id = :controller and person_id = :person`;
const dropTokens = sql`delete from tokens where controller_id = :controller and person_id = :person`;
const dropMessages = sql`delete from messages where controller_id = :controller and person_id = :person`;
/** How often somebody may be changed while they are erased. */
const mostAttempts = 10;

interface Found {
  person: Uint8Array;
  version: number;
}

/** The entry that this one was merged into, at last: they are one person, and go together. */
const rootOf = async (store: Store, controller: number, person: Uint8Array): Promise<Uint8Array> => {
  const [found] = await store.read<{ kept: Uint8Array }>(keptAs, { controller, person });
  return found ? rootOf(store, controller, found.kept) : person;
};

/** The person and, for it was the person, whoever was merged into them, or into those; undefined where there is nobody. */
const allOf = async (store: Store, controller: number, person: Uint8Array): Promise<Found[] | undefined> => {
  const [row] = await store.read<{ version: number }>(versionOf, { controller, person });
  if (!row) return undefined;
  const found: Found[] = [{ person, version: row.version }];
  for (const { merged } of await store.read<{ merged: Uint8Array }>(mergedInto, { controller, person }))
    found.push(...((await allOf(store, controller, merged)) ?? []));
  return found;
};

/** The statements that take everything of one entry away but what a law keeps; the first that must find finds it as it was read. */
const erasingOf = (world: World, actor: Actor, { person, version }: Found): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const both = { controller, person };
  const told = { kind: 'person-erasure' as const, controller, person: toUuid(person), received: now };
  return [
    // While the address is there still.
    statement(dropRequests, both),
    statement(dropRegistrations, both),
    must(statement(blank, { ...both, version, now })),
    statement(blankSnapshots, both),
    statement(suppress, { ...both, now }),
    ...markPerson(world, controller, person, { email: null, phone: null }),
    ...findBy(controller, person, null),
    ...[dropVisits, dropEvents, blankTieEvents, dropTies, dropHistory, dropInforming, dropTokens].map((one) =>
      statement(one, both),
    ),
    ...personalNouns.flatMap(({ erase = [] }) => erase.map((one) => statement(one, both))),
    statement(dropMessages, both),
    noteErased(controller),
    // A restored backup must not bring them back: one that knows nothing of a merge brings back each.
    tellJournal(controller, sealEntry(world, told)),
    actEvent(world, actor, 'person-erased', { person: toUuid(person) }),
  ];
};

/** Erases the person; answers what a law keeps. Undefined where there is nobody to erase. */
export const erasePerson = async (
  hurried: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
  beside: readonly Statement[] = [],
): Promise<{ kept: Kept[] } | undefined> => {
  const { controller } = actor;
  const store = unhurried(hurried);
  for (let attempt = 1; ; attempt += 1) {
    const root = await rootOf(store, controller, person);
    const all = await allOf(store, controller, root);
    if (!all) return undefined;
    for (const one of all) await erasingMany(store, controller, one.person);
    const sources = await Promise.all(all.map((one) => sourcesGone(store, controller, one.person)));
    const telling = await Promise.all(
      all.map((one) => tellRecipients(store, world, actor, one.person, 'erased')),
    );
    try {
      await store.write([
        ...telling.flat(),
        ...all.flatMap((one) => erasingOf(world, actor, one)),
        ...sources.flat(),
        ...beside,
      ]);
      return { kept: await keptOf(store, controller, root) };
    } catch (error) {
      // Changed or merged while they were read: once more, as they are now.
      if (!(error instanceof Unmet) || attempt === mostAttempts) throw error;
    }
  }
};
