/** Raising an incident, by hand or by the collector: its row, its first phase, its event, and word to whom it concerns. */
import type { NewIncident } from '../../../shared/register/incident.ts';
import { toUuid } from '../../bytes.ts';
import { seventyTwoHoursAfter } from '../../calendar/deadlines.ts';
import { newId } from '../../ids.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import type { Actor } from '../../register/actor.ts';
import { actOn } from '../../register/recordEvents.ts';
import { must, type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Reporter } from './incidents.ts';
import { wordOf } from './telling.ts';

const insert = sql`
  insert into incidents (controller_id, incident_id, origin_id, kind, reported_by, attempts, nature, categories, subjects, records,
    contact, consequences, measures, effects, remedies, began, ended, aware, due, criterion, search, reminded, created, version)
  values (:controller, :id, :origin, :kind, :by, 0, :nature, :categories, :subjects, :records, :contact, :consequences, :measures,
    :effects, :remedies, :began, :ended, :aware, :due, :criterion, :search, 0, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const keepPhase = sql`
  insert into incident_phases (controller_id, incident_id, phase, said_at, said_by, staff_id, said)
  select :controller, :id,
    coalesce((select max(phase) from incident_phases where controller_id = :controller and incident_id = :id), 0) + 1,
    :now, :by, :staff, :said
  from controllers
  where controller_id = :controller
  returning phase`;

/** What was said at a time, for good. */
export const phaseStatement = (
  world: Pick<World, 'clock'>,
  { controller, staff, by }: { controller: number; staff: number | null; by: Reporter },
  id: Uint8Array,
  said: Readonly<Record<string, unknown>>,
): Statement =>
  statement(keepPhase, { controller, id, now: world.clock(), by, staff, said: JSON.stringify(said) });

export type Facts = Omit<NewIncident, 'criterion' | 'aware' | 'began' | 'ended'> & {
  aware: number;
  began: number | null;
  ended: number | null;
  criterion: string | null;
};

export interface Raised {
  id: Uint8Array;
  origin: Uint8Array;
  facts: Facts;
  by: Reporter;
}

/** The statements that raise it at the actor's controller; the first one answers a row where it is new there. */
export const raisingOf = (world: World, actor: Actor, { id, origin, facts, by }: Raised): Statement[] => {
  const { controller } = actor;
  const { criterion, ...said } = facts;
  const due = facts.kind === 'breach' ? seventyTwoHoursAfter(facts.aware) : null;
  const search = criterion === null ? null : 'waiting';
  const values = { controller, id, origin, by, now: world.clock(), due, search, ...facts };
  const staff = actor.home === controller ? actor.staff : null;
  return [
    statement(insert, values),
    phaseStatement(world, { controller, staff, by }, id, said),
    ...actOn(world, actor, 'incident-raised', {
      incident: toUuid(id),
      origin: toUuid(origin),
      kind: facts.kind,
    }),
  ];
};

/** Raises what staff tell of; answers its id. */
export const raise = async (
  store: Store,
  world: World,
  actor: Actor,
  given: NewIncident,
  contact: string,
  beside: (id: Uint8Array) => readonly Statement[] = () => [],
): Promise<Uint8Array> => {
  const id = newId(world);
  const at = (time: string | null): number | null => (time === null ? null : Date.parse(time));
  const facts: Facts = {
    ...given,
    contact: given.contact ?? contact,
    aware: given.aware === undefined ? world.clock() : Date.parse(given.aware),
    began: at(given.began),
    ended: at(given.ended),
    criterion: given.criterion && JSON.stringify(given.criterion),
  };
  const { kind, aware } = facts;
  const [first, ...rest] = raisingOf(world, actor, { id, origin: newId(world), facts, by: 'staff' });
  await store.write([
    ...(first ? [must(first)] : []),
    ...rest,
    ...(await wordOf(store, world, actor.controller, (words) => words.raised(kind, aware))),
    ...(await hooksFor(store, world, actor.controller, 'incident.raised', { incident: id, kind })),
    ...beside(id),
  ]);
  return id;
};
