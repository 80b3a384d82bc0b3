-- Counts without anybody in them: what the ledger, the visits and the relay's events say, by day (UTC), one dimension at a time.

create table counts (
  controller_id bigint not null,
  site_id bigint not null,
  dimension text not null check (dimension in ('language', 'browser', 'country', 'device', 'screen', 'page', 'referrer', 'event')),
  span text not null check (span in ('day', 'month')),
  day bigint not null, -- days since 1970-01-01, UTC; of a month its first
  measure text not null check (measure in ('refused', 'granted', 'denied', 'withdrawn', 'visited',
    'events', 'page_views', 'sessions', 'visitors')),
  purpose text not null, -- empty for visits and events
  terms bigint not null, -- 0 for visits and events
  value text not null, -- 'unknown' where nothing is known, 'other' for what was merged
  count bigint not null check (count > 0),
  primary key (controller_id, site_id, dimension, span, day, measure, purpose, terms, value)
) strict, without rowid;

-- How far each source has been counted, and until which day small cells have been merged for good.
create table count_marks (
  controller_id bigint not null,
  source text not null check (source in ('ledger', 'visits', 'merged', 'refusals', 'events')),
  reached bigint not null, -- a number of the ledger; a time; a day; a number of the ledger; how many times events were counted
  primary key (controller_id, source)
) strict, without rowid;

create index visits_by_time on visits (controller_id, received);
