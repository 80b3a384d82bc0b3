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
/** Events of one visitor that may be kept at once: no browser does so much in the time that they wait, but a hostile one would. */
const mostOfOne = 2000;

const room = sql`
  select 1 as room
  where (
    select count(*) from (
      select 1 as kept from analytics_events
      where controller_id = :controller and visitor_id = :visitor
      limit :most
    ) as held
  ) < :most`;
const insert = sql`
  insert into analytics_events (controller_id, event_id, visitor_id, site_id, received, happened, body, waits, counted)
  values (:controller, :id, :visitor, :site, :received, :happened, :body, :waits, 0)
  on conflict (controller_id, visitor_id, event_id) do nothing
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

/** How many were kept: those that came before are there already; `full` where too many of this visitor are kept. `waits`: whether they are to be sent to Google. */
export const keepEvents = async (
  store: Store,
  site: Site,
  purpose: string,
  given: { visitor: Uint8Array; received: number; waits: boolean; events: readonly NewEvent[] },
): Promise<number | 'not-live' | 'full'> => {
  const { visitor, received, waits, events } = given;
  const grant = liveValues(site, purpose, received);
  const here = { controller: site.controller, site: site.site, visitor, received, waits: waits ? 1 : 0 };
  const [granted, free, ...kept] = await store.write(
    [
      statement(live, { ...grant, visitor }),
      ifFound(0, statement(room, { controller: site.controller, visitor, most: mostOfOne })),
      ...events.map((event) => ifFound(1, statement(insert, { ...here, ...event }))),
    ],
    'import',
  );
  if (!granted?.length) return 'not-live';
  return free?.length ? kept.filter((rows) => rows.length > 0).length : 'full';
};

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
