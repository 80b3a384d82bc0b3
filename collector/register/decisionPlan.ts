/** The write that takes a decision in: planned once for each number of answers, so that a decision is sent as its values. */
import type { Decision } from '../../shared/decision.ts';
import { keepDecision } from '../ledger/decisions.ts';
import type { EventValues } from '../ledger/events.ts';
import { tellStep } from '../ledger/journalEntry.ts';
import { type Plan, type Planned, planOf } from '../store/plan.ts';
import { ifFound, type Value } from '../store/store.ts';
import { foldStep } from './consents.ts';
import { keepCitedStep, keepUncitedStep, seenStep } from './pastDecisions.ts';
import { endTieStep } from './ties.ts';

const appended = 0;
const seen = keepDecision.length;

const anonymous = planOf(keepDecision);

/** With the answers folded, and looked after what a visitor who was seen before has. */
const folding = (answers: number, tells: boolean): Plan =>
  planOf([
    ...keepDecision,
    ifFound(appended, seenStep),
    ifFound(seen, keepCitedStep),
    ...Array.from({ length: answers }, (_, place) => ifFound(appended, foldStep(place))),
    ifFound(seen, keepUncitedStep),
    ifFound(seen, endTieStep),
    ...(tells ? [ifFound(appended, tellStep)] : []),
  ]);

const plans = new Map<string, Plan>();

const planFor = (answers: number, tells: boolean): Plan => {
  const name = `${answers} ${tells}`;
  const plan = plans.get(name) ?? folding(answers, tells);
  plans.set(name, plan);
  return plan;
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
  /** The sealed entry for the journal, where something is taken away from a visitor. */
  told: Uint8Array | null;
}

/** The write of a decision. */
export const takeIn = (
  decision: Omit<Decision, 'visitorKey'>,
  { event, id, tombstone, site, visitor, told }: NewDecision,
): Planned => {
  const values: Record<string, Value> = { ...event, id, tombstone };
  if (visitor === null) return { plan: anonymous, values };
  const asked = Object.keys(decision.answers);
  values['visitor'] = visitor;
  values['site'] = site;
  values['sequence'] = decision.sequence ?? 0;
  asked.forEach((purpose, place) => {
    values[`purpose${place}`] = purpose;
    values[`granted${place}`] = decision.answers[purpose] === 'granted';
    values[`terms${place}`] = decision.terms[purpose] ?? 0;
  });
  if (told) values['told'] = told;
  return { plan: planFor(asked.length, told !== null), values };
};
