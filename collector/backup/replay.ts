/** Replay: doing again, on a restored database, what was withdrawn and erased since the backup was made. */
import { fromUuid } from '../bytes.ts';
import { shareEnded } from '../duties/endingShare.ts';
import { heldAgain } from '../duties/holds/again.ts';
import { type JournalEntry, openEntry } from '../ledger/journalEntry.ts';
import { nobody } from '../register/actor.ts';
import { endedAgain, signedOut } from '../register/endedAgain.ts';
import { take } from '../register/ingest.ts';
import { mergedAgain, type Parts, partsOf, undoneAgain } from '../register/mergedAgain.ts';
import { findNotice, type KeptNotice, latestNotice } from '../register/notices.ts';
import { refusedAgain } from '../register/refusedAgain.ts';
import { restrictedAgain } from '../register/restriction.ts';
import { findSite, type Site } from '../register/sites.ts';
import { eraseVisitor } from '../rights/erase.ts';
import { erasePerson } from '../rights/erasePerson.ts';
import { requestAgain } from '../rights/requests/again.ts';
import { type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { BadBackup } from './container.ts';
import { lastEntries, markWritten } from './journal.ts';
import { type Line, readJournal, withoutGaps } from './lines.ts';

const known = sql`
  select c.controller_id as controller,
    coalesce(
      (select max(entry) from journal where controller_id = c.controller_id),
      (select written from journal_marks where controller_id = c.controller_id),
      0) as entry
  from controllers c`;
const dropEvents = sql`delete from analytics_events where controller_id = :controller`;
const dropMessages = sql`
  update messages
  set state = 'dropped', ended = :now, problem = 'restored', claimed = null, body = null, recipient = null
  where controller_id = :controller and state = 'waiting' and kind in ('email', 'webhook')`;
const forgetAll = sql`delete from journal where controller_id = :controller`;

/** What a replay did. */
export interface Replayed {
  decisions: number;
  erasures: number;
  /** Objections to marketing, permissions that ended, suppressed addresses. */
  refusals: number;
  /** Merges, and merges undone. */
  merges: number;
  /** Instructions, staff, keys and ways of signing in that were ended, roles that were changed, holds. */
  endings: number;
  /** Steps of requests by right. */
  requests: number;
  /** Entries whose site or person the restored database does not know: what of them can hold there does. */
  strangers: number;
}

/** The notice that was cited; where it was published after the backup, the latest that the database has of the site. */
const citedNotice = async (store: Store, site: Site, version: string): Promise<KeptNotice | undefined> =>
  (await findNotice(store, site.controller, site.site, version)) ??
  latestNotice(store, site.controller, site.site);

/** What of an entry concerns a visitor of a site. */
type OfSite = Extract<JournalEntry, { site: string }>;

const againOnSite = async (store: Store, world: World, entry: OfSite): Promise<keyof Replayed> => {
  const site = await findSite(store, entry.site);
  if (!site) return 'strangers';
  const visitor = fromUuid(entry.visitor);
  switch (entry.kind) {
    case 'decision': {
      const cited = await citedNotice(store, site, entry.decision.notice);
      if (!cited) return 'strangers';
      // The same id as then: the visitor's own resend finds it done.
      await take(store, world, site, entry.decision, cited, visitor);
      return 'decisions';
    }
    case 'erasure':
      await eraseVisitor(store, { ...world, clock: () => entry.received }, site, visitor);
      return 'erasures';
    default:
      return entry satisfies never;
  }
};

const again = async (
  store: Store,
  world: World,
  entry: JournalEntry,
  parts: Parts,
): Promise<keyof Replayed> => {
  if ('site' in entry) return againOnSite(store, world, entry);
  switch (entry.kind) {
    case 'person-erasure': {
      const then = { ...world, clock: () => entry.received };
      const { controller, person, cause } = entry;
      const why = { ...(cause && { cause }) };
      const erased = await erasePerson(store, then, nobody(controller), fromUuid(person), [], why);
      return erased ? 'erasures' : 'strangers';
    }
    case 'restriction':
    case 'restriction-lifted': {
      const then = { ...world, clock: () => entry.received };
      const reason = entry.kind === 'restriction' ? (entry.reason ?? 'claims') : null;
      for (const one of parts.of(entry.person))
        await store.write(restrictedAgain(then, nobody(entry.controller), fromUuid(one), reason));
      return 'refusals';
    }
    case 'sharing-ended': {
      const { controller, how, received } = entry;
      await store.write([shareEnded(controller, fromUuid(entry.consent), how, received)]);
      return 'refusals';
    }
    case 'permission-ended':
    case 'objection':
    case 'suppression':
      await store.write(refusedAgain(world, entry, parts));
      return 'refusals';
    case 'merge':
      return mergedAgain(store, world, entry, parts);
    case 'merge-undone':
      return undoneAgain(store, world, entry, parts);
    case 'request-received':
    case 'request-step':
    case 'request-ended':
      return requestAgain(store, world, entry);
    case 'hold':
      await store.write([heldAgain(entry)]);
      return 'endings';
    case 'instruction-ended':
    case 'staff-ended':
    case 'staff-role':
    case 'sign-in-replaced':
    case 'staff-key-ended':
    case 'row-ended':
    case 'password-replaced':
      await store.write(endedAgain(world, entry));
      return 'endings';
    default:
      return entry satisfies never;
  }
};

const openedBy = (world: World, { controller, entry, content }: Line): JournalEntry => {
  try {
    return openEntry(world, content);
  } catch {
    throw new BadBackup(
      `Entry ${entry} of controller ${controller} in the journal does not open: the tombstone key beside the data folder is not the one that it was written with, or the line was changed.`,
    );
  }
};

export interface Replaying extends Replayed {
  /** Lines of the journal that were read, and those that are cut or damaged. */
  lines: number;
  unreadable: number;
}

/**
 * Does again what the journal in `folder` has and the database does not, in order. Nothing else may use the store. The
 * journal is not told of it a second time. Again is harmless. Throws `BadBackup` where there is no journal, or entries are
 * missing from it, unless it is taken `asItIs`.
 */
export const replay = async (
  store: Store,
  world: World,
  folder: string,
  asItIs = false,
): Promise<Replaying> => {
  const read = readJournal(folder);
  if (!read && !asItIs)
    throw new BadBackup(
      `There is no journal in ${folder}: what was withdrawn and erased since the backup would come back. Put it there, set LUPA_JOURNAL to where it is, or say --journal-as-it-is.`,
    );
  const { lines, unreadable } = read ?? { lines: [], unreadable: 0 };
  const last = new Map<number, number>();
  for (const { controller, entry } of await store.read<{ controller: number; entry: number }>(known, {}))
    last.set(controller, entry);
  if (!asItIs) withoutGaps(lines, last);
  const missing = lines.filter((line) => line.entry > (last.get(line.controller) ?? 0));
  const done: Replaying = {
    decisions: 0,
    erasures: 0,
    refusals: 0,
    merges: 0,
    endings: 0,
    requests: 0,
    strangers: 0,
    lines: lines.length,
    unreadable,
  };
  const parts = partsOf();
  for (const line of missing) done[await again(store, world, openedBy(world, line), parts)] += 1;
  const told = lastEntries(missing);
  await store.write([
    // What waited in the backup has been sent since, or its visitor has gone: it is not sent again.
    ...[...last.keys()].map((controller) => statement(dropEvents, { controller })),
    ...[...last.keys()].map((controller) => statement(dropMessages, { controller, now: world.clock() })),
    ...[...last.keys()].flatMap(signedOut),
    ...[...told.keys()].map((controller) => statement(forgetAll, { controller })),
    ...markWritten(told),
  ]);
  return done;
};
