-- Incidents and audits. Every incident belongs to one controller, in whose space it is; the same incident at several
-- controllers has one origin.

create table incidents (
  controller_id bigint not null,
  incident_id blob not null,
  origin_id blob not null, -- the same at each controller that one incident concerns
  kind text not null check (kind in ('breach', 'attempt')),
  reported_by text not null check (reported_by in ('staff', 'operator', 'collector')),
  rule text, -- by which the collector raised it
  day text, -- in Helsinki, of what the collector raised: one open incident a rule and day
  attempts bigint not null, -- how many were counted
  latest bigint, -- the last of them
  nature text not null, -- GDPR 33(3)(a); the facts of 33(5)
  categories text, -- of people and of data
  subjects bigint, -- approximately
  records bigint, -- approximately
  contact text, -- 33(3)(b)
  consequences text, -- 33(3)(c)
  measures text, -- 33(3)(d)
  effects text, -- 33(5)
  remedies text, -- 33(5)
  began bigint,
  ended bigint,
  aware bigint not null, -- since when the controller knows: the 72 hours of 33(1) begin
  due bigint, -- when they end; null for attempts
  risk text check (risk in ('unlikely', 'likely', 'high')),
  risk_reason text,
  authority_told bigint,
  authority_reference text,
  delay_reason text, -- why the authority was told later than within 72 hours
  not_told text check (not_told in ('protected', 'averted', 'disproportionate')), -- 34(3)(a), (b), (c)
  not_told_reason text,
  criterion text, -- JSON: by which affected rows are found; without what was looked up once it was
  search text check (search in ('waiting', 'done')),
  found_persons bigint,
  found_records bigint,
  people_texts text, -- JSON: what people are told (34), by language
  people_asked bigint, -- when staff ordered that
  people_done bigint,
  reminded bigint not null, -- which reminder went out last
  closed bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, incident_id)
) strict, without rowid;
create unique index incidents_by_rule on incidents (controller_id, rule, day) where rule is not null and closed is null;
create index incidents_open on incidents (controller_id, incident_id) where closed is null;
create index incidents_telling on incidents (controller_id, incident_id) where people_asked is not null and people_done is null;

-- What was said of an incident and when (33(4)); never changed.
create table incident_phases (
  controller_id bigint not null,
  incident_id blob not null,
  phase bigint not null,
  said_at bigint not null,
  said_by text not null check (said_by in ('staff', 'operator', 'collector')),
  staff_id bigint,
  said text not null, -- JSON: the members that were said
  primary key (controller_id, incident_id, phase)
) strict, without rowid;

-- Whom of the controller an incident concerns.
create table incident_persons (
  controller_id bigint not null,
  affected_id blob not null,
  incident_id blob not null,
  person_id blob not null,
  records bigint not null,
  told bigint, -- when a message to them was queued (34)
  primary key (controller_id, affected_id)
) strict, without rowid;
create unique index incident_persons_by_incident on incident_persons (controller_id, incident_id, person_id);
create index incident_persons_by_person on incident_persons (controller_id, person_id, affected_id);

-- Of an incident of the operator's: which customers it concerns, and that they were told (33(2)). Numbers alone.
create table incident_notices (
  controller_id bigint not null,
  incident_id blob not null,
  affected bigint not null, -- the customer's number
  their_id blob not null, -- the incident in the customer's own space
  persons bigint,
  records bigint,
  told bigint,
  primary key (controller_id, incident_id, affected)
) strict, without rowid;

-- Attempts of the last hour that are no incident yet, so that a restart forgets none. Hashes under the tombstone key; no address.
create table attempt_counters (
  controller_id bigint not null,
  rule text not null,
  counter text not null, -- of which account; empty where it is the controller
  began bigint not null,
  seen text not null, -- what was guessed, each once
  untold bigint not null, -- since they were raised
  raised bigint not null,
  primary key (controller_id, rule, counter)
) strict, without rowid;

-- What an audit costs, from when on; never changed: the next one takes its place.
create table price_lists (
  controller_id bigint not null,
  price_list_id blob not null,
  number bigint not null,
  since bigint not null,
  currency text not null,
  lines text not null, -- JSON: item, name, unit, price in hundredths
  created bigint not null,
  version bigint not null,
  primary key (controller_id, price_list_id)
) strict, without rowid;
create unique index price_lists_by_number on price_lists (controller_id, number);

create table audits (
  controller_id bigint not null,
  audit_id blob not null,
  kind text not null check (kind in ('customer', 'authority')),
  auditor text not null, -- who audits: a company, an authority
  reference text, -- the law that an authority acts by
  scope text not null,
  visit text not null, -- the first day, in Helsinki
  days bigint not null,
  starts bigint not null, -- the visit's first millisecond
  ends bigint not null, -- and its last
  price_list bigint, -- the number of the operator's that was in force
  currency text,
  charge text not null, -- JSON: its lines with quantities and amounts
  total bigint not null, -- hundredths
  proposed bigint not null,
  proposed_home bigint not null, -- whose staff did
  customer_agreed bigint,
  operator_agreed bigint,
  agreed bigint, -- when both had
  cancelled bigint,
  version bigint not null,
  primary key (controller_id, audit_id)
) strict, without rowid;

create table audit_accounts (
  controller_id bigint not null,
  audit_id blob not null,
  staff_id bigint not null,
  created bigint not null,
  primary key (controller_id, audit_id, staff_id)
) strict, without rowid;

-- An auditor's account works while the audit lasts, whatever keys and sessions it has.
alter table staff add column works_from bigint;
alter table staff add column works_until bigint;
-- Which key read, where it was no session: so that what a stolen key read can be found.
alter table access_log add column key_id blob;

-- The log of 33(5): what is open is not deleted, and what was said goes with its incident alone.
-- engine: libsql
create trigger incidents_stay before delete on incidents
when old.closed is null
begin
  select raise(abort, 'An open incident stays.');
end;
create trigger incident_phases_stay before delete on incident_phases
when exists (
  select 1 from incidents where controller_id = old.controller_id and incident_id = old.incident_id
)
begin
  select raise(abort, 'What was said of an incident stays.');
end;
create trigger incident_phases_stay_as_said before update on incident_phases
begin
  select raise(abort, 'What was said of an incident stays.');
end;
-- engine: postgres
create function incidents_guard() returns trigger language plpgsql as $$
begin
  if old.closed is null then
    raise exception 'An open incident stays.';
  end if;
  return old;
end $$;
create trigger incidents_guarded before delete on incidents for each row execute function incidents_guard();
create function incident_phases_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (
    select 1 from incidents where controller_id = old.controller_id and incident_id = old.incident_id
  ) then
    raise exception 'What was said of an incident stays.';
  end if;
  return old;
end $$;
create trigger incident_phases_guarded before update or delete on incident_phases
  for each row execute function incident_phases_guard();
-- engine: all
