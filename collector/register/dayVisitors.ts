/** Who has been counted today: a hash under the day's salt, so that once the salt is destroyed nobody can tell who it was. */
import { createHmac } from 'node:crypto';
import { noteErased } from '../ledger/erased.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { daySalts } from './salts.ts';
import { siteNumbers } from './sites.ts';

const hashLength = 16;

/** The visitor's hash of a day. */
export const dayHash = (salt: Uint8Array, visitor: Uint8Array): Uint8Array =>
  createHmac('sha256', salt).update(visitor).digest().subarray(0, hashLength);

export interface DayVisitor {
  controller: number;
  site: number;
  /** Since 1970-01-01, UTC. */
  day: number;
  hash: Uint8Array;
}

const find = sql`
  select 1 as found from day_visitors
  where controller_id = :controller and site_id = :site and day = :day and visitor_hash = :hash`;
const add = sql`
  insert into day_visitors (controller_id, site_id, day, visitor_hash) values (:controller, :site, :day, :hash)
  on conflict (controller_id, site_id, day, visitor_hash) do nothing`;
const erase = sql`
  delete from day_visitors
  where controller_id = :controller and site_id = :site and day = :day and visitor_hash = :hash`;

/** Whether the visitor has been counted on that day. */
export const isCounted = async (store: Store, one: DayVisitor): Promise<boolean> =>
  (await store.read(find, { ...one })).length > 0;

/** Notes that the visitor has been counted. */
export const noteCounted = (one: DayVisitor): Statement => statement(add, { ...one });

/** Part of an erasure: the visitor's hashes of the days that are still open. Those of other days are gone already. */
export const eraseDayVisitor = async (
  store: Store,
  controller: number,
  visitor: Uint8Array,
): Promise<Statement[]> =>
  (await daySalts(store, controller)).map(({ site, day, salt }) =>
    statement(erase, { controller, site, day, hash: dayHash(salt, visitor) }),
  );

const earliest = sql`
  select min(day) as day from day_visitors where controller_id = :controller and site_id = :site`;
const lastOfWindow = sql`
  select max(visitor_hash) as last from (
    select visitor_hash from day_visitors
    where controller_id = :controller and site_id = :site and day = :day
    order by visitor_hash
    limit :most) w`;
const drop = sql`
  delete from day_visitors
  where controller_id = :controller and site_id = :site and day = :day and visitor_hash <= :last`;

/** Hashes in one write. */
const most = 200;

/** Drops the next hashes of days before `open`; whether there may be more. */
export const dropDayVisitors = async (store: Store, controller: number, open: number): Promise<boolean> => {
  for (const site of await siteNumbers(store, controller)) {
    const [found] = await store.read<{ day: number | null }>(earliest, { controller, site });
    const day = found?.day ?? open;
    if (day >= open) continue;
    const here = { controller, site, day };
    const [window] = await store.read<{ last: Uint8Array }>(lastOfWindow, { ...here, most });
    if (!window) continue;
    await store.write([statement(drop, { ...here, last: window.last }), noteErased(controller)], 'import');
    return true;
  }
  return false;
};
