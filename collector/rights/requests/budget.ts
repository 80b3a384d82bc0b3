/** Letters that strangers may cause by forms, and whose budget of them is spent: what staff are told, for the page tells nobody. */
import { oneMonthAfter } from '../../calendar/deadlines.ts';
import { type Readable, sql } from '../../store/store.ts';

export const budgetTime = 3_600_000;
/** Letters to one address and for one site in that time. */
export const mostToAddress = 5;
export const mostForSite = 200;

// By the day that is due, which an index has: of today's open ones.
const spentBy = sql`
  select
    (select count(*) from (
      select email_key from requests
      where controller_id = :controller and ended is null and due >= :due and received > :since and way = 'form'
        and email_key is not null
      group by email_key having count(*) >= :mostToAddress) as addresses) as addresses,
    (select count(*) from (
      select site_id from requests
      where controller_id = :controller and ended is null and due >= :due and received > :since and way = 'form'
        and site_id is not null
      group by site_id having count(*) >= :mostForSite) as sites) as sites`;

/** How many addresses and sites have had all their letters of this hour: what else comes for them by the form is not taken. */
export interface Spent {
  addresses: number;
  sites: number;
}

export const spentBudgets = async (store: Readable, controller: number, now: number): Promise<Spent> => {
  const since = now - budgetTime;
  const [row] = await store.read<Spent>(spentBy, {
    controller,
    since,
    due: oneMonthAfter(since),
    mostToAddress,
    mostForSite,
  });
  return { addresses: row?.addresses ?? 0, sites: row?.sites ?? 0 };
};
