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

const appended = 0;
const seen = keepDecision.length;

const anonymous = planOf(keepDecision);

/** With the answers folded, and looked after what a visitor who was seen before has. */
const folding = (answers: number, isTold: boolean): Plan =>
  planOf([
    ...keepDecision,
    ifFound(appended, seenStep),
    ifFound(seen, keepCitedStep),
    ...Array.from({ length: answers }, (_, place) => ifFound(appended, foldStep(place))),
    ifFound(seen, keepUncitedStep),
    ifFound(seen, endTieStep),
    ...(isTold ? [ifFound(appended, tellJournalStep)] : []),
  ]);

/** By whether the journal is told, and the number of answers. */
const plans: [silent: Plan[], told: Plan[]] = [[], []];

export interface NewDecision {
  event: EventValues;
  /** The decision's UUID, 16 bytes, and its tombstone, should it have been erased. */
  id: Uint8Array;
  tombstone: Uint8Array;
  /** Number of the site at its controller. */
  site: number;
  /** Null for a refusal, which is nobody's. */
  visitor: Uint8Array | null;
  /** What the journal is told, sealed; null where nothing is taken away from a known visitor. */
  told: Uint8Array | null;
}

/** The write of a decision. */
export const takeIn = (
  decision: Omit<Decision, 'visitorKey'>,
  { event, id, tombstone, site, visitor, told }: NewDecision,
): Planned => {
  const values: Record<string, Value> = { ...event, id, tombstone, visitor };
  if (visitor === null) return { plan: anonymous, values };
  const asked = Object.keys(decision.answers);
  values['site'] = site;
  values['sequence'] = decision.sequence ?? 0;
  asked.forEach((purpose, place) => {
    values[`purpose${place}`] = purpose;
    values[`granted${place}`] = decision.answers[purpose] === 'granted';
    values[`terms${place}`] = decision.terms[purpose] ?? 0;
  });
  if (told !== null) values['content'] = told;
  const known = plans[told === null ? 0 : 1];
  known[asked.length] ??= folding(asked.length, told !== null);
  return { plan: known[asked.length] as Plan, values };
};
