/** What waits to be sent of a visitor who lets the site measure no more: it goes in the write of the decision that says so. */
import { type Step, step } from '../store/plan.ts';
import { sql } from '../store/store.ts';

const drop = sql`
  delete from analytics_events
  where controller_id = :controller and visitor_id = :visitor and site_id = :site and waits = 1
    and not exists (
      select 1 from consents
      where controller_id = :controller and visitor_id = :visitor and site_id = :site and purpose = :measured
        and answer = 'granted'
    )
  returning 1 as dropped`;

/** Takes `controller`, `visitor`, `site` and `measured`, the purpose; answers a row for each event that went. */
export const dropUnmeasuredStep: Step = step(drop, {});
