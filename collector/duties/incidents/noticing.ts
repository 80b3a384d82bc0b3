/** The processor's notice to one of its controllers (GDPR 33(2)), in phases: the customer's own numbers and persons, nobody else's. */
import { toUuid } from '../../bytes.ts';
import { seventyTwoHoursAfter } from '../../calendar/deadlines.ts';
import { mostIds } from '../../messages/mail/words/incidents/words.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { nobody } from '../../register/actor.ts';
import { operatorId, senderOf } from '../../register/controllers.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { done } from '../../register/tried.ts';
import { must, type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Found } from './affected.ts';
import { type Incident, noticesOf } from './incidents.ts';
import { phaseStatement, raisingOf } from './raising.ts';
import { contactOf, wordOf } from './telling.ts';

const first = sql`
  select person_id as person from incident_persons
  where controller_id = :controller and incident_id = :incident
  order by person_id
  limit :most`;
const tellFirst = sql`
  update incident_notices set told = :now, persons = :persons, records = :records
  where controller_id = :controller and incident_id = :incident and affected = :affected and told is null
  returning 1 as done`;
const tellMore = sql`
  update incident_notices set persons = :persons, records = :records
  where controller_id = :controller and incident_id = :incident and affected = :affected and told is not null
    and (persons <> :persons or records <> :records)
  returning 1 as done`;
const renumber = sql`
  update incidents set found_persons = :persons, found_records = :records, subjects = :persons, records = :records,
    people_done = null, version = version + 1
  where controller_id = :controller and incident_id = :id`;

// What was said meanwhile would not be told: then the search is done once more.
const asRead = sql`
  select 1 as one from incidents where controller_id = :controller and incident_id = :id and version = :version`;
// Closed as an attempt, it is open again.
const isBreach = sql`
  update incidents set kind = 'breach', due = :due, reminded = 0, closed = null, version = version + 1
  where controller_id = :controller and incident_id = :id and kind = 'attempt'`;

const byOperator = { staff: null, by: 'operator' } as const;

/** Tells the customer: the first time of the incident, later of what its numbers have become; nothing where they are the same. */
export const notice = async (
  store: Store,
  world: World,
  incident: Incident,
  affected: number,
  { incident: theirs, persons, records }: { incident: Uint8Array } & Found,
): Promise<void> => {
  const controller = operatorId;
  const now = world.clock();
  const at = { controller, incident: incident.id, affected, persons, records };
  const { name: operator, contact: ours } = await senderOf(store, controller);
  const ids = (
    await store.read<{ person: Uint8Array }>(first, { controller: affected, incident: theirs, most: mostIds })
  ).map(({ person }) => toUuid(person));
  const { kind, nature, categories, consequences, measures, effects, remedies, began, ended } = incident;
  // 33(3)(b): where no other was named, the operator's own.
  const contact = incident.contact ?? ours;
  const facts = {
    ...{ kind, nature, categories, contact, consequences, measures, effects, remedies, began, ended },
    ...{ subjects: persons, records, aware: now, criterion: null },
  };
  const to = await contactOf(store, affected);
  const actor = nobody(affected);
  const told = await done(store, [
    must(statement(asRead, { controller, id: incident.id, version: incident.version })),
    must(statement(tellFirst, { ...at, now })),
    ...raisingOf(world, actor, { id: theirs, origin: incident.origin, facts, by: 'operator' }),
    statement(renumber, { controller: affected, id: theirs, persons, records }),
    ...(await wordOf(
      store,
      world,
      affected,
      (words, authority) =>
        words.notice({ ...facts, operator, persons, records, ids, incident: toUuid(theirs), authority }),
      to,
    )),
    ...(await hooksFor(store, world, affected, 'incident.raised', { incident: theirs, kind })),
    actEvent(world, nobody(controller), 'incident-noticed', {
      incident: toUuid(incident.id),
      controller: affected,
    }),
  ]);
  if (told) return;
  const more = { operator, incident: toUuid(theirs), lines: [], persons, records, isBreachNow: false };
  await done(store, [
    must(statement(tellMore, at)),
    statement(renumber, { controller: affected, id: theirs, persons, records }),
    phaseStatement(world, { controller: affected, ...byOperator }, theirs, { found: { persons, records } }),
    ...(await wordOf(store, world, affected, (words, authority) => words.phase({ ...more, authority }), to)),
    ...(await hooksFor(store, world, affected, 'incident.changed', { incident: theirs })),
  ]);
};

/** What is said anew: as it is kept, and the lines of it that a letter holds. */
export interface Said {
  said: Readonly<Record<string, unknown>>;
  lines: readonly string[];
  /** It was taken for an attempt until now: their own 72 hours begin. */
  isBreachNow: boolean;
}

/** The statements that hand a further phase on to every customer that was told before. */
export const passedOn = async (
  store: Store,
  world: World,
  controller: number,
  incident: Uint8Array,
  { said, lines, isBreachNow }: Said,
): Promise<Statement[]> => {
  const told = (await noticesOf(store, controller, incident)).filter((one) => one.told !== null);
  if (told.length === 0 || (lines.length === 0 && !isBreachNow)) return [];
  const { name: operator } = await senderOf(store, controller);
  const due = seventyTwoHoursAfter(world.clock());
  const statements: Statement[] = [];
  for (const { controller: affected, incident: theirs, persons, records } of told) {
    const numbers = { persons: persons ?? 0, records: records ?? 0 };
    const more = { operator, incident: toUuid(theirs), lines, ...numbers, isBreachNow };
    const to = await contactOf(store, affected);
    statements.push(
      ...(isBreachNow ? [statement(isBreach, { controller: affected, id: theirs, due })] : []),
      phaseStatement(world, { controller: affected, ...byOperator }, theirs, said),
      ...(await wordOf(
        store,
        world,
        affected,
        (words, authority) => words.phase({ ...more, authority }),
        to,
      )),
      ...(await hooksFor(store, world, affected, 'incident.changed', { incident: theirs })),
    );
  }
  return statements;
};
