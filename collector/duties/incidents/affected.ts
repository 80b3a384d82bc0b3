/**
 * Finding whom an incident concerns, in the background: at each controller its own persons, in its own space, and one notice to
 * each that is concerned (GDPR 33(2)). What a restart cuts off is begun again, and nothing is told twice.
 */
import type { Criterion } from '../../../shared/register/incident.ts';
import { newId } from '../../ids.ts';
import { listControllers, operatorId } from '../../register/controllers.ts';
import { ifFound, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { findIncident, type Incident } from './incidents.ts';
import { notice } from './noticing.ts';
import { phaseStatement } from './raising.ts';
import { affectedAfter, type Search, visitorsAffected } from './rowsFound.ts';

const waiting = sql`
  select incident_id as id from incidents
  where controller_id = :controller and closed is null and search = 'waiting'
  order by incident_id`;
const keepPerson = sql`
  insert into incident_persons (controller_id, affected_id, incident_id, person_id, records)
  values (:controller, :affected, :incident, :person, :records)
  on conflict (controller_id, incident_id, person_id) do update set records = excluded.records
  where incident_persons.records < excluded.records`;
const counted = sql`
  select count(*) as persons, coalesce(sum(records), 0) as records from incident_persons
  where controller_id = :controller and incident_id = :incident`;
const keepNotice = sql`
  insert into incident_notices (controller_id, incident_id, affected, their_id)
  values (:controller, :incident, :affected, :theirs)
  on conflict do nothing`;
const theirs = sql`
  select their_id as id from incident_notices
  where controller_id = :controller and incident_id = :incident and affected = :affected`;
// Whoever was looked up is among the persons now: what they were looked up by goes.
const finish = sql`
  update incidents
  set search = 'done', criterion = :criterion, found_persons = :persons, found_records = :records,
    subjects = coalesce(subjects, :persons), records = coalesce(records, :records), people_done = null, version = version + 1
  where controller_id = :controller and incident_id = :incident and search = 'waiting' and version = :version
  returning version`;

/** Persons in one write: a visitor's write waits for no more. */
const atOnce = 200;

export interface Found {
  persons: number;
  records: number;
}

/** Keeps everybody whom it concerns at a controller under the incident that `of` answers; it is asked only where there is anybody. */
const fill = async (
  store: Store,
  world: World,
  controller: number,
  search: Search,
  of: () => Promise<Uint8Array>,
  stopped: () => boolean,
): Promise<({ incident: Uint8Array } & Found) | undefined> => {
  const { visitors, visits } = await visitorsAffected(store, controller, search);
  let incident: Uint8Array | undefined = visitors > 0 ? await of() : undefined;
  for (let after = new Uint8Array(0), full = true; full && !stopped(); ) {
    const page = await affectedAfter(store, controller, search, after, atOnce);
    full = page.length === atOnce;
    const last = page.at(-1);
    if (!last) break;
    after = Uint8Array.from(last.person);
    incident ??= await of();
    const into = incident;
    await store.write(
      page.map(({ person, records }) =>
        statement(keepPerson, { controller, affected: newId(world), incident: into, person, records }),
      ),
      'import',
    );
  }
  if (!incident) return undefined;
  const [found] = await store.read<Found>(counted, { controller, incident });
  return {
    incident,
    persons: (found?.persons ?? 0) + visitors,
    records: (found?.records ?? 0) + visits,
  };
};

/** The criterion as it is kept: without what somebody was looked up by. */
const kept = (criterion: Criterion): string =>
  JSON.stringify(criterion.persons ? { ...criterion, persons: { by: criterion.persons.by } } : criterion);

const search = async (
  store: Store,
  world: World,
  controller: number,
  incident: Incident,
  stopped: () => boolean,
): Promise<void> => {
  const criterion = JSON.parse(incident.criterion ?? '{}') as Criterion;
  const asked: Search = { home: controller, criterion };
  const own = await fill(store, world, controller, asked, async () => incident.id, stopped);
  // What happens at the operator may happen to all for whom it works; what happens at a customer is its own.
  const others =
    controller === operatorId ? (await listControllers(store)).filter((one) => one !== controller) : [];
  for (const affected of others) {
    const at = { controller, incident: incident.id, affected };
    const there = async (): Promise<Uint8Array> => {
      await store.write([statement(keepNotice, { ...at, theirs: newId(world) })], 'import');
      const [row] = await store.read<{ id: Uint8Array }>(theirs, at);
      if (!row) throw new Error('A notice was not kept.');
      return row.id;
    };
    const named = criterion.controllers;
    const isNamed = named === 'all' || named?.includes(affected) === true;
    const found = isNamed
      ? { incident: await there(), persons: 0, records: 0 }
      : await fill(store, world, affected, asked, there, stopped);
    if (stopped()) return;
    if (found) await notice(store, world, incident, affected, found);
  }
  if (stopped()) return;
  const { persons = 0, records = 0 } = own ?? {};
  const { id, version } = incident;
  await store.write([
    // A phase that came meanwhile may have brought another criterion: then once more.
    statement(finish, { controller, incident: id, version, criterion: kept(criterion), persons, records }),
    ifFound(
      0,
      phaseStatement(world, { controller, staff: null, by: 'collector' }, id, {
        found: { persons, records },
      }),
    ),
  ]);
};

/** Carries out every search that waits. */
export const findAffected = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<void> => {
  for (const controller of await listControllers(store))
    for (const { id } of await store.read<{ id: Uint8Array }>(waiting, { controller })) {
      const incident = await findIncident(store, controller, id);
      if (incident && !stopped()) await search(store, world, controller, incident, stopped);
    }
};
