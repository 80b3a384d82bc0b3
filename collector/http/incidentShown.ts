/** An incident on the wire: found by the path, shown, and why a change of one was not made. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { toUuid } from '../bytes.ts';
import { findIncident, type Incident, isClockRunning, isOverdue } from '../duties/incidents/incidents.ts';
import { Problem } from '../problem.ts';
import { tagOf } from './matching.ts';
import type { Needs } from './needs.ts';
import { idOf } from './nouns/refuse.ts';
import type { StaffEnv } from './staffOnly.ts';
import { whenOf } from './when.ts';

export const incidentAnswer = v.looseObject({
  id: v.string(),
  version: v.number(),
  origin: v.string(),
  kind: v.string(),
  due: v.nullable(v.string()),
  overdue: v.boolean(),
});

/** As staff are shown it. */
export const incidentShown = (one: Incident, now: number) => {
  const {
    id,
    origin,
    reportedBy,
    rule,
    attempts,
    foundPersons,
    foundRecords,
    criterion,
    peopleTexts,
    ...rest
  } = one;
  const { reminded: _, ...told } = rest;
  const times = [
    'latest',
    'began',
    'ended',
    'aware',
    'due',
    'authorityTold',
    'peopleAsked',
    'peopleDone',
    'closed',
    'created',
  ];
  return {
    id: toUuid(id),
    origin: toUuid(origin),
    reportedBy,
    rule,
    attempts: rule === null ? null : attempts,
    ...Object.fromEntries(
      Object.entries(told).map(([name, value]) => [
        name,
        times.includes(name) ? whenOf(value as number | null) : value,
      ]),
    ),
    version: one.version,
    kind: one.kind,
    due: whenOf(one.due),
    clock: isClockRunning(one) ? ('running' as const) : ('stopped' as const),
    overdue: isOverdue(one, now),
    criterion: criterion === null ? null : (JSON.parse(criterion) as unknown),
    found: foundPersons === null ? null : { persons: foundPersons, records: foundRecords },
    peopleTexts: peopleTexts === null ? null : (JSON.parse(peopleTexts) as unknown),
  };
};

/** The incident in the path. */
export const incidentAsked = async (c: Context<StaffEnv>, { store }: Needs): Promise<Incident> => {
  const found = await findIncident(store, c.get('staff').controller, idOf(c));
  if (!found) throw new Problem('not-found', 'There is no such incident.');
  return found;
};

export const answerIncident = async (
  c: Context<StaffEnv>,
  { store, world }: Needs,
  id: Uint8Array,
  status: 200 | 201 | 202 = 200,
) => {
  const found = await findIncident(store, c.get('staff').controller, id);
  if (!found) throw new Problem('not-found', 'There is no such incident.');
  c.header('ETag', tagOf(found.version));
  if (status === 201) c.header('Location', `/v1/incidents/${toUuid(id)}`);
  return c.json(incidentShown(found, world.clock()), status);
};

export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', 'The incident has changed since, or was closed: read it again.');
