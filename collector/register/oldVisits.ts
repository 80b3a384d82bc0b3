/** Visits past their retention go, a window at a time, so that no visitor's write waits behind many. */
import { noteErased } from '../ledger/erased.ts';
import { type Store, sql, statement } from '../store/store.ts';

// Ids are time-ordered by the browser's clock, which nobody vouches for: every window is looked at, by the time of arrival.
const lastOfWindow = sql`
  select max(visit_id) as last, count(*) as found, sum(case when site_id = :site and received < :before then 1 else 0 end) as old
  from (select visit_id, site_id, received from visits
    where controller_id = :controller and visit_id > :after order by visit_id limit :most) w`;
const erase = sql`
  delete from visits
  where controller_id = :controller and visit_id > :after and visit_id <= :last and site_id = :site and received < :before`;

const first = new Uint8Array(16);

/** Erases the site's visits that arrived before a time. How many there were. Stops between two windows when told so. */
export const eraseOldVisits = async (
  store: Store,
  { controller, site }: { controller: number; site: number },
  before: number,
  stopped: () => boolean,
  most = 2000,
): Promise<number> => {
  let erased = 0;
  let after: Uint8Array = first;
  while (!stopped()) {
    const [window] = await store.readApart<{ last: Uint8Array | null; found: number; old: number | null }>(
      lastOfWindow,
      { controller, site, after, before, most },
    );
    if (!window?.last) break;
    const { last, old } = window;
    if (old) {
      await store.write(
        [statement(erase, { controller, site, after, last, before }), noteErased(controller)],
        'import',
      );
      erased += old;
    }
    if (window.found < most) break;
    after = last;
  }
  return erased;
};
