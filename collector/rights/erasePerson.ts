/** Erasing a person (GDPR 17): all of the register that is about them, their visits, what waits for them; but what a law keeps. */
import { toUuid } from '../bytes.ts';
import { holdsSeen, whileSame } from '../duties/holds/active.ts';
import { tellRecipients } from '../duties/recipientNotices.ts';
import { noteErased } from '../ledger/erased.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import type { Actor } from '../register/actor.ts';
import { markPerson } from '../register/marks.ts';
import { actOn } from '../register/recordEvents.ts';
import { findBy } from '../register/words.ts';
import { must, type Statement, type Store, sql, statement, Unmet, type Urgency } from '../store/store.ts';
import { unhurried } from '../store/unhurried.ts';
import type { World } from '../world.ts';
import { takingAway } from './erasing.ts';
import { erasingMany, sourcesGone } from './erasingRows.ts';
import { type Keeping, type Kept, keepingOf, keptOf, vouchersOf } from './kept.ts';
import { allOf, type Found, rootOf } from './personRows.ts';
import { type Cause, leaveUnfinished } from './unfinished.ts';

// From this on nobody but rights reads them; what is not held is blanked in the same write.
const hide = sql`
  update persons set erased = :now, version = version + 1
  where controller_id = :controller and person_id = :person and version = :version and erased is null
  returning version`;
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
const dropTokens = sql`delete from tokens where controller_id = :controller and person_id = :person`;

/** How often somebody may be changed while they are erased. */
const mostAttempts = 10;

/** The statements that take everything of one entry away but what is kept; the first that must find finds it as it was read. */
const erasingOf = (
  world: World,
  actor: Actor,
  { person, version }: Found,
  cause: Cause,
  keeping: Keeping,
): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const both = { controller, person };
  const told = { kind: 'person-erasure' as const, controller, person: toUuid(person), received: now };
  return [
    // While the address is there still.
    statement(dropRequests, both),
    statement(dropRegistrations, both),
    must(statement(hide, { ...both, version, now })),
    statement(blankSnapshots, both),
    // Whose time was over has not asked never to hear again: they may come back as anybody may.
    ...(cause === 'request' ? [statement(suppress, { ...both, now })] : []),
    ...markPerson(world, controller, person, { email: null, phone: null }),
    ...findBy(controller, person, null),
    statement(dropTokens, both),
    ...takingAway({ ...both, now, vouchersBefore: keeping.vouchersBefore }, keeping.held),
    noteErased(controller),
    // A restored backup must not bring them back: one that knows nothing of a merge brings back each.
    tellJournal(controller, sealEntry(world, cause === 'request' ? told : { ...told, cause })),
    ...actOn(world, actor, cause === 'request' ? 'person-erased' : 'person-ended', {
      person: toUuid(person),
    }),
  ];
};

/** How somebody is erased. */
export interface How {
  /** A person's or the staff's request, where nothing is said. */
  cause?: Cause;
  urgency?: Urgency;
  /** What must hold, in the same write. */
  first?: readonly Statement[];
}

/**
 * Erases the person; answers what a law keeps. Undefined where there is nobody to erase. What is kept now goes by itself
 * when nothing keeps it any more (`unfinished.ts`).
 */
export const erasePerson = async (
  hurried: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
  beside: readonly Statement[] = [],
  { cause = 'request', urgency = 'visitor', first = [] }: How = {},
): Promise<{ kept: Kept[] } | undefined> => {
  const { controller } = actor;
  const store = unhurried(hurried);
  for (let attempt = 1; ; attempt += 1) {
    const root = await rootOf(store, controller, person);
    const all = await allOf(store, controller, root);
    if (!all) return undefined;
    const now = world.clock();
    const seen = await holdsSeen(store, controller);
    const entries = all.map((one) => one.person);
    const keeping = await keepingOf(store, controller, entries, now);
    const left: Statement[] = [];
    for (const entry of entries) {
      const vouchers = await vouchersOf(store, controller, entry, keeping);
      left.push(...leaveUnfinished({ controller, person: entry, root, cause, now }, keeping, vouchers));
    }
    const guards = [...first, whileSame(controller, seen)];
    try {
      for (const entry of entries) await erasingMany(store, controller, entry, keeping.held, guards);
      const sources = await Promise.all(
        entries.map((entry) => sourcesGone(store, controller, entry, keeping.held)),
      );
      // Before their share goes with them (GDPR 19).
      const telling = await Promise.all(
        entries.map((entry) => tellRecipients(store, world, actor, entry, 'erased')),
      );
      await store.write(
        [
          ...guards,
          ...telling.flat(),
          ...all.flatMap((one) => erasingOf(world, actor, one, cause, keeping)),
          ...sources.flat(),
          ...left,
          ...beside,
        ],
        urgency,
      );
      return { kept: await keptOf(store, controller, root, now, keeping) };
    } catch (error) {
      // Changed or merged while they were read, or held: once more, as they are now.
      if (!(error instanceof Unmet) || attempt === mostAttempts) throw error;
    }
  }
};
