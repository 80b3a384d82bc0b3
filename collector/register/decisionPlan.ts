/** The write that takes a decision in: planned once for each number of answers, so that a decision is sent as its values. */
import type { Decision } from '../../shared/decision.ts';
import { keepDecision } from '../ledger/decisions.ts';
import type { EventValues } from '../ledger/events.ts';
import { tellJournalStep } from '../ledger/journalEntry.ts';
import { type Plan, type Planned, planOf } from '../store/plan.ts';
import { ifFound, type Value } from '../store/store.ts';
import { foldStep } from './consents.ts';
import { keepCitedStep, keepUncitedStep, seenStep } from './pastDecisions.ts';
import { endTieStep } from './ties.ts';
import { dropUnmeasuredStep } from './unmeasured.ts';

const appended = 0;
const seen = keepDecision.length;

/** Of everyone's decision, in the order in which `takeIn` gives them. */
const common = ['controller', 'kind', 'received', 'digest', 'body', 'salt', 'id', 'tombstone', 'visitor'];

const anonymous = planOf(common, keepDecision);

/** With the answers folded, and looked after what a visitor who was seen before has. */
const folding = (answers: number, tells: boolean): Plan => {
  const places = Array.from({ length: answers }, (_, place) => place);
  return planOf(
    [
      ...common,
      ...['site', 'sequence'],
      ...places.flatMap((place) => [`purpose${place}`, `granted${place}`, `terms${place}`]),
      ...(tells ? ['measured', 'content'] : []),
    ],
    [
      ...keepDecision,
      ifFound(appended, seenStep),
      ifFound(seen, keepCitedStep),
      ...places.map((place) => ifFound(appended, foldStep(place))),
      ifFound(seen, keepUncitedStep),
      ifFound(seen, endTieStep),
      // The last: how many rows it has is how many events are dropped.
      ...(tells ? [ifFound(appended, tellJournalStep), ifFound(appended, dropUnmeasuredStep)] : []),
    ],
  );
};

/** By the number of answers: without an entry for the journal, and with one. */
const plans: { quiet: Plan[]; telling: Plan[] } = { quiet: [], telling: [] };

const planFor = (answers: number, tells: boolean): Plan => {
  const made = tells ? plans.telling : plans.quiet;
  made[answers] ??= folding(answers, tells);
  return made[answers] as Plan;
};

export interface NewDecision {
  event: EventValues;
  /** The decision's UUID, 16 bytes, and its tombstone, should it have been erased. */
  id: Uint8Array;
  tombstone: Uint8Array;
  /** Number of the site at its controller. */
  site: number;
  /** Null for a refusal, which is nobody's. */
  visitor: Uint8Array | null;
  /** The purpose that the site measures under, or nothing: what waits under it goes where it is granted no more. */
  measured: string;
  /** What the journal is told, sealed; null where nothing is taken away from a known visitor. */
  told: Uint8Array | null;
}

/** The write of a decision. */
export const takeIn = (
  { answers, terms, sequence }: Omit<Decision, 'visitorKey'>,
  { event, id, tombstone, site, visitor, measured, told }: NewDecision,
): Planned => {
  const { controller, kind, received, digest, body, salt } = event;
  const values: Value[] = [controller, kind, received, digest, body, salt, id, tombstone, visitor];
  if (visitor === null) return { plan: anonymous, values };
  values.push(site, sequence ?? 0);
  const asked = Object.keys(answers);
  for (const purpose of asked) values.push(purpose, answers[purpose] === 'granted', terms[purpose] ?? 0);
  if (told) values.push(measured, told);
  return { plan: planFor(asked.length, told !== null), values };
};
