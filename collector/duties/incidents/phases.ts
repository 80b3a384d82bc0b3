/** A further phase of an incident (GDPR 33(4)): what is new is said, what was said before stays in the log of 33(5). */
import type { NewPhase } from '../../../shared/register/incident.ts';
import { toUuid } from '../../bytes.ts';
import { seventyTwoHoursAfter } from '../../calendar/deadlines.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import type { Actor } from '../../register/actor.ts';
import { actOn } from '../../register/recordEvents.ts';
import { done } from '../../register/tried.ts';
import { must, type Store, sql, statement, type Value } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Incident } from './incidents.ts';
import { passedOn } from './noticing.ts';
import { phaseStatement } from './raising.ts';

const update = sql`
  update incidents
  set kind = :kind, nature = :nature, categories = :categories, subjects = :subjects, records = :records, contact = :contact,
    consequences = :consequences, measures = :measures, effects = :effects, remedies = :remedies, began = :began, ended = :ended,
    due = :due, risk = :risk, risk_reason = :riskReason, authority_told = :authorityTold,
    authority_reference = :authorityReference, delay_reason = :delayReason, not_told = :notTold,
    not_told_reason = :notToldReason, criterion = :criterion, search = :search, closed = :closed, version = version + 1
  where controller_id = :controller and incident_id = :id and version = :version and closed is null
  returning version`;

type State = Pick<
  Incident,
  | 'kind'
  | 'nature'
  | 'categories'
  | 'subjects'
  | 'records'
  | 'contact'
  | 'consequences'
  | 'measures'
  | 'effects'
  | 'remedies'
  | 'began'
  | 'ended'
  | 'due'
  | 'risk'
  | 'riskReason'
  | 'authorityTold'
  | 'authorityReference'
  | 'delayReason'
  | 'notTold'
  | 'notToldReason'
  | 'criterion'
  | 'search'
  | 'closed'
>;

/** The incident as it is after the phase. */
export const after = (before: Incident, said: NewPhase, now: number): State => {
  const kind = said.kind ?? before.kind;
  const at = (time: string | undefined, else_: number | null) =>
    time === undefined ? else_ : Date.parse(time);
  // An attempt that turns out to be a breach is known to be one only now.
  const due = before.due ?? (kind === 'breach' ? seventyTwoHoursAfter(now) : null);
  return {
    kind,
    nature: said.nature ?? before.nature,
    categories: said.categories ?? before.categories,
    subjects: said.subjects ?? before.subjects,
    records: said.records ?? before.records,
    contact: said.contact ?? before.contact,
    consequences: said.consequences ?? before.consequences,
    measures: said.measures ?? before.measures,
    effects: said.effects ?? before.effects,
    remedies: said.remedies ?? before.remedies,
    began: at(said.began, before.began),
    ended: at(said.ended, before.ended),
    due,
    risk: said.risk?.is ?? before.risk,
    riskReason: said.risk?.reason ?? before.riskReason,
    authorityTold: at(said.authority?.told, before.authorityTold),
    authorityReference: said.authority?.reference ?? before.authorityReference,
    delayReason: said.authority?.delayReason ?? before.delayReason,
    notTold: said.notTold?.because ?? before.notTold,
    notToldReason: said.notTold?.reason ?? before.notToldReason,
    criterion: said.criterion ? JSON.stringify(said.criterion) : before.criterion,
    search: said.criterion ? 'waiting' : before.search,
    closed: said.close ? now : null,
  };
};

/** What is against it, as a pointer and a sentence. */
export const wrongPhase = (
  state: State,
  now: number,
  peopleAsked: number | null,
): [string, string] | undefined => {
  const { kind, authorityTold, due, delayReason, risk, closed, search } = state;
  if (authorityTold !== null && authorityTold > now + 300_000)
    return ['/authority/told', 'This is in the future: record it when it was done.'];
  if (authorityTold !== null && due !== null && authorityTold > due && delayReason === null)
    return ['/authority/delayReason', 'It was later than 72 hours: say why (GDPR 33(1)).'];
  if (closed !== null && search === 'waiting')
    return [
      '/close',
      'Whom it concerns is still being searched for: close it when they were found and told.',
    ];
  if (closed === null || kind !== 'breach') return undefined;
  for (const name of ['effects', 'remedies'] as const)
    if (state[name] === null) return [`/${name}`, 'Say this before you close it (GDPR 33(5)).'];
  if (authorityTold === null && risk !== 'unlikely')
    return [
      '/authority',
      'Record that the authority was told, or why a risk is unlikely, before you close it.',
    ];
  if (risk === 'high' && peopleAsked === null && state.notTold === null)
    return [
      '/notTold',
      'The risk is high: tell the people, or say why not (GDPR 34(3)), before you close it.',
    ];
  return undefined;
};

/** What of it customers are told, word for word. */
const linesFor = (said: NewPhase): string[] =>
  [
    said.note,
    said.nature,
    said.categories,
    said.consequences,
    said.measures,
    said.effects,
    said.remedies,
    said.contact,
  ]
    .filter((one) => one !== undefined)
    .map(String);

/** Writes the phase; whether the incident was as it was read. What customers must know is handed on to those that were told. */
export const sayPhase = async (
  store: Store,
  world: World,
  actor: Actor,
  before: Incident,
  said: NewPhase,
): Promise<boolean> => {
  const { controller } = actor;
  const { id, version } = before;
  const now = world.clock();
  const state: Readonly<Record<string, Value>> = after(before, said, now);
  const { criterion, ...words } = said;
  const logged = { ...words, ...(criterion && { search: 'again' }) };
  const shared = Object.fromEntries(
    Object.entries(words).filter(
      ([name]) => !['authority', 'close', 'notTold', 'risk', 'subjects', 'records'].includes(name),
    ),
  );
  const staff = actor.home === controller ? actor.staff : null;
  return done(store, [
    must(statement(update, { controller, id, version, ...state })),
    phaseStatement(world, { controller, staff, by: 'staff' }, id, logged),
    ...actOn(world, actor, 'incident-phase', { incident: toUuid(id), members: Object.keys(said) }),
    ...(await passedOn(store, world, controller, id, {
      said: shared,
      lines: linesFor(said),
      isBreachNow: before.kind === 'attempt' && said.kind === 'breach',
    })),
    ...(await hooksFor(store, world, controller, 'incident.changed', { incident: id })),
  ]);
};
