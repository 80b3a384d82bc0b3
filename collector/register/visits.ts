/** Visits: browser metadata of one page view, kept only under a live grant, which the write itself checks. */
import { type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import { liveValues } from './consents.ts';
import type { Site } from './sites.ts';

export interface NewVisit {
  /** 16 bytes each. */
  id: Uint8Array;
  visitor: Uint8Array;
  received: number;
  browser: string | null;
  major: number | null;
  os: string | null;
  device: string | null;
  language: string | null;
  referrer: string | null;
  page: string;
  /** Anonymised already. */
  address: string | null;
  country: string | null;
}

// A withdrawal that was committed a moment ago counts: the condition is read in the same transaction.
const insert = sql`
  insert into visits (controller_id, visit_id, visitor_id, site_id, received, browser, browser_major, os, device,
    language, referrer, page, address, country)
  select :controller, :id, :visitor, :site, :received, :browser, :major, :os, :device,
    :language, :referrer, :page, :address, :country
  where exists (
    select 1 from consents
    where controller_id = :controller and visitor_id = :visitor and site_id = :site and purpose = :purpose
      and answer = 'granted' and terms = :terms and decided > :expired
  )
  on conflict (controller_id, visit_id) do nothing`;
const find = sql`
  select visitor_id as visitor from visits where controller_id = :controller and visit_id = :id`;
const live = sql`
  select 1 as live from consents
  where controller_id = :controller and visitor_id = :visitor and site_id = :site and purpose = :purpose
    and answer = 'granted' and terms = :terms and decided > :expired`;

/** Whether a visit would be kept: what a bot is told, whose visits are not. */
export const mayVisit = async (
  store: Store,
  site: Site,
  visitor: Uint8Array,
  now: number,
): Promise<boolean> => {
  if (site.settings.visits === undefined) return false;
  return (await store.read(live, { ...liveValues(site, site.settings.visits, now), visitor })).length > 0;
};

/** `kept` is also the answer to a resend; `not-live` says that the browser's consent has ended here. */
export const keepVisit = async (
  store: Store,
  site: Site,
  visit: NewVisit,
): Promise<'kept' | 'taken' | 'not-live'> => {
  if (site.settings.visits === undefined) return 'not-live';
  const grant = liveValues(site, site.settings.visits, visit.received);
  const [, granted, found] = await store.write([
    statement(insert, { ...visit, ...grant }),
    statement(live, { ...grant, visitor: visit.visitor }),
    statement(find, { controller: site.controller, id: visit.id }),
  ]);
  if (!granted?.length) return 'not-live';
  const owner = found?.[0]?.['visitor'];
  return owner instanceof Uint8Array && Buffer.compare(owner, visit.visitor) === 0 ? 'kept' : 'taken';
};

export interface VisitRow {
  visit: Uint8Array;
  visitor: Uint8Array;
  publicId: string;
  received: number;
  browser: string | null;
  browserMajor: number | null;
  os: string | null;
  device: string | null;
  language: string | null;
  referrer: string | null;
  page: string;
  address: string | null;
  country: string | null;
}

const latest = sql`
  select v.visit_id as visit, v.visitor_id as visitor, s.public_id as "publicId", v.received, v.browser,
    v.browser_major as "browserMajor", v.os, v.device, v.language, v.referrer, v.page, v.address, v.country
  from visits v
  join sites s on s.controller_id = v.controller_id and s.site_id = v.site_id
  where v.controller_id = :controller and v.visit_id < :before
  order by v.visit_id desc
  limit :most`;

/** The latest visits before one, newest first by the time in their ids. */
export const visitsBefore = (store: Store, controller: number, before: Uint8Array, most: number) =>
  store.read<VisitRow>(latest, { controller, before, most });

const ties = sql`
  select visitor_id as visitor, started, ended from ties where controller_id = :controller and person_id = :person`;
const within = sql`
  select v.visit_id as visit, v.visitor_id as visitor, s.public_id as "publicId", v.received, v.browser,
    v.browser_major as "browserMajor", v.os, v.device, v.language, v.referrer, v.page, v.address, v.country
  from visits v
  join sites s on s.controller_id = v.controller_id and s.site_id = v.site_id
  where v.controller_id = :controller and v.visitor_id = :visitor and v.received >= :since and v.received < :until
    and (v.received > :since or v.visit_id > :after)
  order by v.received, v.visit_id
  limit :most`;

/** Visits in one read: whoever waits for the next does not wait long. */
const aPage = 100;

/** The visits of a person, oldest first: only those inside a tie, for nobody else's may be shown (DESIGN section 3). */
export const visitsInTies = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<VisitRow[]> => {
  const found: VisitRow[] = [];
  type Tie = { visitor: Uint8Array; started: number; ended: number | null };
  for (const { visitor, started, ended } of await store.read<Tie>(ties, { controller, person })) {
    const until = ended ?? Number.MAX_SAFE_INTEGER;
    for (let since = started, after: Uint8Array = new Uint8Array(0); ; ) {
      const at = { controller, visitor, since, until, after, most: aPage };
      const rows = await store.read<VisitRow>(within, at);
      found.push(...rows);
      const last = rows.at(-1);
      if (!last || rows.length < aPage) break;
      since = last.received;
      after = last.visit;
    }
  }
  return found.sort((one, other) => one.received - other.received);
};

const ofVisitor = sql`
  select v.visit_id as visit, v.visitor_id as visitor, s.public_id as "publicId", v.received, v.browser,
    v.browser_major as "browserMajor", v.os, v.device, v.language, v.referrer, v.page, v.address, v.country
  from visits v
  join sites s on s.controller_id = v.controller_id and s.site_id = v.site_id
  where v.controller_id = :controller and v.visitor_id = :visitor
  order by v.received`;

/** All visits of a visitor, oldest first. */
export const visitsOf = (store: Store, controller: number, visitor: Uint8Array) =>
  store.read<VisitRow>(ofVisitor, { controller, visitor });

// But what a hold on whoever was signed in keeps (GDPR 17(3)).
const erase = sql`
  delete from visits
  where controller_id = :controller and visitor_id = :visitor
    and not exists (select 1 from holds h
      where h.controller_id = :controller and h.person_id is null and h.category = 'visits'
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
    and not exists (select 1 from ties t
      join holds h on h.controller_id = t.controller_id and h.person_id = t.person_id
      where t.controller_id = visits.controller_id and t.visitor_id = visits.visitor_id
        and visits.received >= t.started and (t.ended is null or visits.received < t.ended)
        and (h.category is null or h.category = 'visits')
        and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))`;

/** Erases all visits of a visitor. */
export const eraseVisits = (controller: number, visitor: Uint8Array, now: number): Statement =>
  statement(erase, { controller, visitor, now });
