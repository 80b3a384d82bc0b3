-- The relay: events of visitors under a live grant, reduced before they come here, until they are sent and counted.
create table analytics_events (
  controller_id bigint not null,
  visitor_id blob not null,
  event_id blob not null, -- made by the browser
  site_id bigint not null,
  received bigint not null,
  happened bigint not null,
  body text not null, -- JSON, as collector/google/reduced.ts says
  waits bigint not null check (waits in (0, 1, 2)), -- 0: not for Google; 1: to be sent; 2: sent
  counted bigint not null check (counted in (0, 1)),
  primary key (controller_id, visitor_id, event_id)
) strict, without rowid;
create index analytics_events_waiting on analytics_events (controller_id, site_id, received) where waits = 1;
create index analytics_events_uncounted on analytics_events (controller_id, received) where counted = 0;

-- Keys that are destroyed when their time is over, after which nothing made with them can be computed again.
create table analytics_salts (
  controller_id bigint not null,
  site_id bigint not null,
  kind text not null check (kind in ('client', 'day')),
  began bigint not null, -- first day (since 1970-01-01, UTC) of its time
  until bigint not null, -- the first day after it
  salt blob not null,
  primary key (controller_id, site_id, kind, began)
) strict, without rowid;

-- Who has been counted on a day that is not over: a hash under the day's salt.
create table day_visitors (
  controller_id bigint not null,
  site_id bigint not null,
  day bigint not null,
  visitor_hash blob not null,
  primary key (controller_id, site_id, day, visitor_hash)
) strict, without rowid;

-- The secret of Google's Measurement Protocol, encrypted under a key outside the database.
create table google_secrets (
  controller_id bigint not null,
  site_id bigint not null,
  sealed blob not null, -- nonce (12), tag (16), ciphertext: AES-256-GCM
  changed bigint not null,
  primary key (controller_id, site_id),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict, without rowid;
