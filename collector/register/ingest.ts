/** Ingest: taking one decision into ledger and register, in one transaction, once. */
import { agrees, type Decision } from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import type { Acknowledgement } from '../../shared/receipt.ts';
import { fromUuid, toUuid } from '../bytes.ts';
import { encodeDecision } from '../ledger/decisionBody.ts';
import { keptDecision } from '../ledger/decisions.ts';
import { saltLength, tombstoneOf } from '../ledger/digest.ts';
import { eventValues } from '../ledger/events.ts';
import { sealEntry } from '../ledger/journalEntry.ts';
import { receiptOf } from '../ledger/receipt.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { takeIn } from './decisionPlan.ts';
import { findNotice, type KeptNotice } from './notices.ts';
import type { Site } from './sites.ts';
import { visitorOf } from './visitor.ts';

/** How an ingest ended. `wrong` says which member contradicts the site, the notice or the others. */
export type Ingested =
  | {
      outcome: 'first' | 'known';
      answer: Acknowledgement;
      /** Analytics events that waited to be sent, and were dropped for it. */
      dropped?: number;
    }
  | { outcome: 'another' | 'erased' }
  | { outcome: 'wrong'; member: keyof Decision; why: string };

/** A decision without the visitor's key, which nothing behind the door needs. */
type Anonymous = Omit<Decision, 'visitorKey'>;

const wrong = (member: keyof Decision, why: string): Ingested => ({ outcome: 'wrong', member, why });

const known = new WeakMap<Notice, ReadonlyMap<string, number>>();

/** The terms that a notice shows, of each optional purpose. */
const shownIn = (notice: Notice): ReadonlyMap<string, number> => {
  const shown =
    known.get(notice) ??
    new Map(notice.purposes.filter(({ necessary }) => !necessary).map(({ id, terms }) => [id, terms]));
  known.set(notice, shown);
  return shown;
};

/** What the schema cannot know: the notice's purposes and terms, and that the members agree. */
const contradiction = (decision: Decision, notice: Notice): Ingested | undefined => {
  const asked = Object.keys(decision.answers);
  // Whoever read a text agreed to what that text says, and to nothing that came later.
  const shown = shownIn(notice);
  if (decision.language !== notice.language)
    return wrong('language', 'Not the language of the cited notice.');
  if (!asked.every((purpose) => shown.has(purpose))) {
    return wrong('answers', 'Only optional purposes of the cited notice can be answered.');
  }
  if (
    asked.length !== Object.keys(decision.terms).length ||
    !asked.every((one) => Object.hasOwn(decision.terms, one))
  ) {
    return wrong('terms', 'Expected the terms of exactly the purposes answered.');
  }
  if (asked.some((one) => decision.terms[one] !== shown.get(one))) {
    return wrong('terms', 'Not the terms of the cited notice.');
  }
  const answers = Object.values(decision.answers);
  if (!agrees(decision.how, answers)) return wrong('how', 'The answers cannot have been given this way.');
  if ((decision.surface === 'takeover') !== (decision.takeover !== undefined)) {
    return wrong('takeover', 'The surface "takeover" and where it comes from come together or not at all.');
  }
  if (decision.takeover && (decision.how !== 'save' || (decision.takeover.given ?? 0) > decision.at)) {
    return wrong('takeover', 'What is taken over is saved, and was given before.');
  }
  if ((decision.visitorKey === undefined) !== (decision.sequence === undefined)) {
    return wrong('sequence', 'visitorKey and sequence come together or not at all.');
  }
  if (decision.visitorKey === undefined && answers.includes('granted')) {
    return wrong('visitorKey', 'A grant needs the visitor key; only a refusal is anonymous.');
  }
  return undefined;
};

/** What takes something away from a known visitor is told outside the database too (`backup/journal`). */
const telling = (world: World, site: Site, decision: Anonymous, visitor: string, received: number) => {
  if (!Object.values(decision.answers).includes('denied')) return null;
  const { visitorKey: _, ...told } = decision as Decision;
  return sealEntry(world, { kind: 'decision', site: site.publicId, decision: told, visitor, received });
};

/** Takes in a decision that is known to be right, made by `visitor`, or by nobody. */
export const take = async (
  store: Store,
  world: World,
  site: Site,
  decision: Anonymous,
  cited: KeptNotice,
  visitor: Uint8Array | null,
): Promise<Ingested> => {
  const visitorId = visitor && toUuid(visitor);
  const id = fromUuid(decision.id);
  const { controller } = site;
  const event = eventValues({
    controller,
    kind: 'decision',
    received: world.clock(),
    body: encodeDecision(decision, { site: site.site, ...cited }, visitorId),
    salt: world.random(saltLength),
  });
  const tombstone = tombstoneOf(world.tombstoneKey, controller, id);
  const told = visitorId === null ? null : telling(world, site, decision, visitorId, event.received);
  const measured = site.settings.google?.purpose ?? '';
  const write = takeIn(decision, { event, id, tombstone, site: site.site, visitor, measured, told });
  const rows = await store.write(write);
  const { isNew, row } = keptDecision(rows, event);
  if (row === undefined || row.body === null || row.salt === null) return { outcome: 'erased' };
  if (row.body !== event.body) return { outcome: 'another' };
  const outcome = isNew ? 'first' : 'known';
  if (visitorId === null) return { outcome, answer: { id: decision.id } };
  const receipt = receiptOf({ ...row, body: row.body, salt: row.salt }, site.controllerName, decision.notice);
  const dropped = told ? (rows.at(-1)?.length ?? 0) : 0;
  const answer = { id: decision.id, visitor: visitorId, receipt };
  return { outcome, answer, ...(dropped > 0 && { dropped }) };
};

/** Takes a decision in. The same decision again answers the same bytes and changes nothing. */
export const ingest = async (
  store: Store,
  world: World,
  site: Site,
  decision: Decision,
): Promise<Ingested> => {
  const cited = await findNotice(store, site.controller, site.site, decision.notice);
  if (!cited) return wrong('notice', 'No notice of this version was ever published for this site.');
  const contradicted = contradiction(decision, cited.notice);
  if (contradicted) return contradicted;

  const visitor = decision.visitorKey === undefined ? null : visitorOf(decision.visitorKey);
  return take(store, world, site, decision, cited, visitor);
};
