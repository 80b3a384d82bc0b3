/** Analytics events of a person: only those inside a tie, for nobody else's may be shown (DESIGN section 3). */
import { type Store, sql } from '../store/store.ts';
import type { EventRow } from './analyticsEvents.ts';

const inTies = sql`
  select s.public_id as "publicId", e.received, e.happened, e.body, e.waits
  from ties t
  join analytics_events e on e.controller_id = t.controller_id and e.visitor_id = t.visitor_id
  join sites s on s.controller_id = e.controller_id and s.site_id = e.site_id
  where t.controller_id = :controller and t.person_id = :person
    and e.received >= t.started and (t.ended is null or e.received < t.ended)
  order by e.happened`;

/** Those that are still kept, oldest first. */
export const eventsInTies = (store: Store, controller: number, person: Uint8Array): Promise<EventRow[]> =>
  store.read<EventRow>(inTies, { controller, person });
