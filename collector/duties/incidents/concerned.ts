/** The persons whom an incident concerns, as staff see them: those who may be used. */
import { type Readable, sql } from '../../store/store.ts';

const page = sql`
  select a.person_id as person, a.records, a.told
  from incident_persons a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.incident_id = :incident and a.person_id > :after
  order by a.person_id
  limit :most`;

export interface Concerned {
  person: Uint8Array;
  records: number;
  told: number | null;
}

export const concernedAfter = (
  store: Readable,
  controller: number,
  incident: Uint8Array,
  { after, most }: { after: Uint8Array; most: number },
): Promise<Concerned[]> => store.read<Concerned>(page, { controller, incident, after, most });
