/** Incidents: read, and as they stand at a time. One row belongs to one controller (GDPR 33(5)). */
import { type Readable, sql } from '../../store/store.ts';

export const reporters = ['staff', 'operator', 'collector'] as const;
export type Reporter = (typeof reporters)[number];

export interface Incident {
  id: Uint8Array;
  origin: Uint8Array;
  kind: 'breach' | 'attempt';
  reportedBy: Reporter;
  rule: string | null;
  attempts: number;
  latest: number | null;
  nature: string;
  categories: string | null;
  subjects: number | null;
  records: number | null;
  contact: string | null;
  consequences: string | null;
  measures: string | null;
  effects: string | null;
  remedies: string | null;
  began: number | null;
  ended: number | null;
  aware: number;
  due: number | null;
  risk: 'unlikely' | 'likely' | 'high' | null;
  riskReason: string | null;
  authorityTold: number | null;
  authorityReference: string | null;
  delayReason: string | null;
  notTold: string | null;
  notToldReason: string | null;
  criterion: string | null;
  search: 'waiting' | 'done' | null;
  foundPersons: number | null;
  foundRecords: number | null;
  peopleTexts: string | null;
  peopleAsked: number | null;
  peopleDone: number | null;
  reminded: number;
  closed: number | null;
  created: number;
  version: number;
}

const one = sql`
  select incident_id as id, origin_id as origin, kind, reported_by as "reportedBy", rule, attempts, latest, nature, categories,
    subjects, records, contact, consequences, measures, effects, remedies, began, ended, aware, due, risk,
    risk_reason as "riskReason", authority_told as "authorityTold", authority_reference as "authorityReference",
    delay_reason as "delayReason", not_told as "notTold", not_told_reason as "notToldReason", criterion, search,
    found_persons as "foundPersons", found_records as "foundRecords", people_texts as "peopleTexts",
    people_asked as "peopleAsked", people_done as "peopleDone", reminded, closed, created, version
  from incidents
  where controller_id = :controller and incident_id = :id`;
const page = sql`
  select incident_id as id, origin_id as origin, kind, reported_by as "reportedBy", rule, attempts, latest, nature, categories,
    subjects, records, contact, consequences, measures, effects, remedies, began, ended, aware, due, risk,
    risk_reason as "riskReason", authority_told as "authorityTold", authority_reference as "authorityReference",
    delay_reason as "delayReason", not_told as "notTold", not_told_reason as "notToldReason", criterion, search,
    found_persons as "foundPersons", found_records as "foundRecords", people_texts as "peopleTexts",
    people_asked as "peopleAsked", people_done as "peopleDone", reminded, closed, created, version
  from incidents
  where controller_id = :controller and incident_id > :after
  order by incident_id
  limit :most`;
const open = sql`
  select incident_id as id, origin_id as origin, kind, reported_by as "reportedBy", rule, attempts, latest, nature, categories,
    subjects, records, contact, consequences, measures, effects, remedies, began, ended, aware, due, risk,
    risk_reason as "riskReason", authority_told as "authorityTold", authority_reference as "authorityReference",
    delay_reason as "delayReason", not_told as "notTold", not_told_reason as "notToldReason", criterion, search,
    found_persons as "foundPersons", found_records as "foundRecords", people_texts as "peopleTexts",
    people_asked as "peopleAsked", people_done as "peopleDone", reminded, closed, created, version
  from incidents
  where controller_id = :controller and closed is null and incident_id > :after
  order by incident_id
  limit :most`;
const phases = sql`
  select phase, said_at as "at", said_by as "by", staff_id as staff, said from incident_phases
  where controller_id = :controller and incident_id = :id
  order by phase`;
const notices = sql`
  select affected as controller, their_id as incident, persons, records, told from incident_notices
  where controller_id = :controller and incident_id = :id
  order by affected`;

export const findIncident = async (
  store: Readable,
  controller: number,
  id: Uint8Array,
): Promise<Incident | undefined> => (await store.read<Incident>(one, { controller, id }))[0];

/** Incidents after an id: all, or those that are open. */
export const pageIncidents = (
  store: Readable,
  controller: number,
  { after, most, openOnly = false }: { after: Uint8Array; most: number; openOnly?: boolean },
): Promise<Incident[]> => store.read<Incident>(openOnly ? open : page, { controller, after, most });

/** All that are open, of a controller. They are few. */
export const openIncidents = (store: Readable, controller: number): Promise<Incident[]> =>
  pageIncidents(store, controller, { after: new Uint8Array(0), most: 10_000, openOnly: true });

export interface Phase {
  phase: number;
  at: number;
  by: Reporter;
  staff: number | null;
  said: string;
}

export const phasesOf = (store: Readable, controller: number, id: Uint8Array): Promise<Phase[]> =>
  store.read<Phase>(phases, { controller, id });

export interface Notice {
  controller: number;
  incident: Uint8Array;
  persons: number | null;
  records: number | null;
  told: number | null;
}

/** Which customers an incident of the operator's concerns. */
export const noticesOf = (store: Readable, controller: number, id: Uint8Array): Promise<Notice[]> =>
  store.read<Notice>(notices, { controller, id });

/** Whether the clock of 33(1) runs: the authority must be told and was not. */
export const isClockRunning = ({ due, authorityTold, risk, closed }: Incident): boolean =>
  due !== null && authorityTold === null && risk !== 'unlikely' && closed === null;

/** Whether the 72 hours are over, and the authority was told nothing. */
export const isOverdue = (one: Incident, now: number): boolean =>
  isClockRunning(one) && one.due !== null && one.due < now;
