/** Analytics events that wait to be sent to Google: whose they are, and how they stop waiting. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import { liveValues } from './consents.ts';
import type { Site } from './sites.ts';

const oldest = sql`
  select visitor_id as visitor, received from analytics_events
  where controller_id = :controller and site_id = :site and waits = 1 and received > :after
  order by received
  limit :most`;

/**
 * Visitors with events that wait to be sent, each once, those that have waited longest first; of those the first that are
 * not `left` alone for now, however many of theirs come before.
 */
export const waitingVisitors = async (
  store: Store,
  { controller, site }: Pick<Site, 'controller' | 'site'>,
  most: number,
  left: (visitor: Uint8Array) => boolean = () => false,
): Promise<Uint8Array[]> => {
  for (let after = 0; ; ) {
    const here = { controller, site, after, most };
    const rows = await store.read<{ visitor: Uint8Array; received: number }>(oldest, here);
    const found = new Map(
      rows
        .filter(({ visitor }) => !left(visitor))
        .map(({ visitor }) => [Buffer.from(visitor).toString('hex'), visitor]),
    );
    if (found.size > 0 || rows.length < most) return [...found.values()];
    after = rows.at(-1)?.received ?? 0;
  }
};

export interface WaitingEvent {
  id: Uint8Array;
  happened: number;
  body: string;
}

const ofVisitor = sql`
  select event_id as id, happened, body from analytics_events
  where controller_id = :controller and visitor_id = :visitor and site_id = :site and waits = 1
  order by happened
  limit :most`;

/** A visitor's events that wait to be sent, in the order in which they happened. */
export const waitingEvents = (
  store: Store,
  controller: number,
  site: number,
  visitor: Uint8Array,
  most: number,
): Promise<WaitingEvent[]> => store.read<WaitingEvent>(ofVisitor, { controller, visitor, site, most });

const dropCounted = sql`
  delete from analytics_events
  where controller_id = :controller and visitor_id = :visitor and event_id = :id and counted = 1`;
const letGo = sql`
  update analytics_events set waits = 2
  where controller_id = :controller and visitor_id = :visitor and event_id = :id`;

const forget = sql`
  update analytics_events set waits = 0
  where controller_id = :controller and visitor_id = :visitor and event_id = :id`;

/** They are never sent: those that are counted already go, the others when they have been. */
export const unsentEvents = (
  controller: number,
  visitor: Uint8Array,
  ids: readonly Uint8Array[],
): Statement[] =>
  ids.flatMap((id) => [
    statement(dropCounted, { controller, visitor, id }),
    statement(forget, { controller, visitor, id }),
  ]);

/** They wait no longer: those that are counted already go, the others when they have been. */
export const sentEvents = (
  controller: number,
  visitor: Uint8Array,
  ids: readonly Uint8Array[],
): Statement[] =>
  ids.flatMap((id) => [
    statement(dropCounted, { controller, visitor, id }),
    statement(letGo, { controller, visitor, id }),
  ]);

const dropWaiting = sql`
  delete from analytics_events
  where controller_id = :controller and visitor_id = :visitor and site_id = :site and waits = 1
  returning 1 as gone`;

/** Drops what waits of a visitor whose grant has ended; how many that were. */
export const dropWaitingEvents = async (
  store: Store,
  controller: number,
  site: number,
  visitor: Uint8Array,
): Promise<number> =>
  (await store.write([statement(dropWaiting, { controller, visitor, site })], 'import'))[0]?.length ?? 0;

const ended = sql`
  select distinct e.visitor_id as visitor from analytics_events e
  where e.controller_id = :controller and e.site_id = :site and e.waits = 1
    and not exists (
      select 1 from consents c
      where c.controller_id = e.controller_id and c.visitor_id = e.visitor_id and c.site_id = e.site_id
        and c.purpose = :purpose and c.answer = 'granted' and c.terms = :terms and c.decided > :expired
    )
  limit :most`;

/** Visitors with events that wait though their grant has ended. */
export const endedVisitors = async (
  store: Store,
  site: Site,
  purpose: string,
  now: number,
  most: number,
): Promise<Uint8Array[]> =>
  (await store.readApart<{ visitor: Uint8Array }>(ended, { ...liveValues(site, purpose, now), most })).map(
    ({ visitor }) => visitor,
  );

const sites = sql`
  select distinct e.site_id as site, s.public_id as "publicId" from analytics_events e
  join sites s on s.controller_id = e.controller_id and s.site_id = e.site_id
  where e.controller_id = :controller and e.waits = 1`;

/** Sites with events that wait to be sent. */
export const waitingSites = (
  store: Store,
  controller: number,
): Promise<{ site: number; publicId: string }[]> => store.readApart(sites, { controller });

const tooLate = sql`
  delete from analytics_events
  where controller_id = :controller and site_id = :site and waits = 1 and received < :before
    and received <= (
      select max(received) from (
        select received from analytics_events
        where controller_id = :controller and site_id = :site and waits = 1 and received < :before
        order by received
        limit :most
      ) as first
    )
  returning 1 as gone`;

/** Drops what arrived before a time and still waits, at most so many at once; how many that were. */
export const dropLateEvents = async (
  store: Store,
  controller: number,
  site: number,
  before: number,
  most: number,
): Promise<number> =>
  (await store.write([statement(tooLate, { controller, site, before, most })], 'import'))[0]?.length ?? 0;

const stopped = sql`
  select max(received) as last from (
    select received from analytics_events
    where controller_id = :controller and site_id = :site and waits = 1
    order by received
    limit :most
  ) as first`;
const dropStopped = sql`
  delete from analytics_events
  where controller_id = :controller and site_id = :site and waits = 1 and received <= :last and counted = 1
  returning 1 as gone`;
const stop = sql`
  update analytics_events set waits = 0
  where controller_id = :controller and site_id = :site and waits = 1 and received <= :last
  returning 1 as gone`;

/** Of a site that sends nothing any more: the next wait no longer, and are only counted; how many that were. */
export const stopWaiting = async (
  store: Store,
  controller: number,
  site: number,
  most: number,
): Promise<number> => {
  const [found] = await store.read<{ last: number | null }>(stopped, { controller, site, most });
  const last = found?.last ?? null;
  if (last === null) return 0;
  const here = { controller, site, last };
  const [gone, left] = await store.write([statement(dropStopped, here), statement(stop, here)], 'import');
  return (gone?.length ?? 0) + (left?.length ?? 0);
};
