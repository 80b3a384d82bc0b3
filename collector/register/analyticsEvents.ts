/** Analytics events: kept under a live grant until they are sent to Google and counted; the database is the queue. */
import { ifFound, type Statement, type Store, sql, statement } from '../store/store.ts';
import { liveValues } from './consents.ts';
import type { Site } from './sites.ts';

export interface NewEvent {
  /** 16 bytes, made by the browser. */
  id: Uint8Array;
  /** Unix milliseconds. */
  happened: number;
  /** JSON, reduced already. */
  body: string;
}

// A withdrawal that was committed a moment ago counts: the condition is read in the same transaction.
const live = sql`
  select 1 as live from consents
  where controller_id = :controller and visitor_id = :visitor and site_id = :site and purpose = :purpose
    and answer = 'granted' and terms = :terms and decided > :expired`;
const insert = sql`
  insert into analytics_events (controller_id, event_id, visitor_id, site_id, received, happened, body, waits, counted)
  values (:controller, :id, :visitor, :site, :received, :happened, :body, :waits, 0)
  on conflict (controller_id, event_id) do nothing
  returning 1 as kept`;

/** Whether the visitor's grant of analytics is live at the site. */
export const mayMeasure = async (
  store: Store,
  site: Site,
  visitor: Uint8Array,
  now: number,
): Promise<boolean> => {
  const { google } = site.settings;
  if (google?.mode !== 'relay') return false;
  return (await store.read(live, { ...liveValues(site, google.purpose, now), visitor })).length > 0;
};

/** How many were kept: those that came before are there already. `waits`: whether they are to be sent to Google. */
export const keepEvents = async (
  store: Store,
  site: Site,
  purpose: string,
  given: { visitor: Uint8Array; received: number; waits: boolean; events: readonly NewEvent[] },
): Promise<number | 'not-live'> => {
  const { visitor, received, waits, events } = given;
  const grant = liveValues(site, purpose, received);
  const here = { controller: site.controller, site: site.site, visitor, received, waits: waits ? 1 : 0 };
  const [granted, ...kept] = await store.write([
    statement(live, { ...grant, visitor }),
    ...events.map((event) => ifFound(0, statement(insert, { ...here, ...event }))),
  ]);
  return granted?.length ? kept.filter((rows) => rows.length > 0).length : 'not-live';
};

const oldest = sql`
  select visitor_id as visitor from analytics_events
  where controller_id = :controller and site_id = :site and waits = 1
  order by received
  limit :most`;

/** Visitors with events that wait to be sent, each once, those that have waited longest first. */
export const waitingVisitors = async (
  store: Store,
  controller: number,
  site: number,
  most: number,
): Promise<Uint8Array[]> => {
  const rows = await store.read<{ visitor: Uint8Array }>(oldest, { controller, site, most });
  return [...new Map(rows.map(({ visitor }) => [Buffer.from(visitor).toString('hex'), visitor])).values()];
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
  delete from analytics_events where controller_id = :controller and event_id = :id and counted = 1`;
const letGo = sql`
  update analytics_events set waits = 0 where controller_id = :controller and event_id = :id`;

/** They wait no longer: those that are counted already go, the others when they have been. */
export const sentEvents = (controller: number, ids: readonly Uint8Array[]): Statement[] =>
  ids.flatMap((id) => [statement(dropCounted, { controller, id }), statement(letGo, { controller, id })]);

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

const count = sql`select count(*) as kept from analytics_events where controller_id = :controller`;

/** How many events of a controller are kept, whatever they wait for. */
export const keptEvents = async (store: Store, controller: number): Promise<number> =>
  (await store.readApart<{ kept: number }>(count, { controller }))[0]?.kept ?? 0;

const erase = sql`delete from analytics_events where controller_id = :controller and visitor_id = :visitor`;

/** Erases all events of a visitor, sent or not. */
export const eraseEvents = (controller: number, visitor: Uint8Array): Statement =>
  statement(erase, { controller, visitor });

export interface EventRow {
  publicId: string;
  received: number;
  happened: number;
  body: string;
  waits: number;
}

const held = sql`
  select s.public_id as "publicId", e.received, e.happened, e.body, e.waits
  from analytics_events e
  join sites s on s.controller_id = e.controller_id and s.site_id = e.site_id
  where e.controller_id = :controller and e.visitor_id = :visitor
  order by e.happened`;

/** All events of a visitor that are still kept, oldest first. */
export const eventsOf = (store: Store, controller: number, visitor: Uint8Array): Promise<EventRow[]> =>
  store.read<EventRow>(held, { controller, visitor });

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
  where controller_id = :controller and event_id in (
    select event_id from analytics_events
    where controller_id = :controller and site_id = :site and waits = 1 and received < :before
    limit :most
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
