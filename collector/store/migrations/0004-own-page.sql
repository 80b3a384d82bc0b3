-- The visitor's own page: what is over, what is left of it, and until when (GDPR 7(3), 17, 18).

-- Visitors who had everything erased, or whose consent ended so long ago that its proof goes: nothing is decided, kept or
-- tied under such an id any more.
create table ended_visitors (
  controller_id bigint not null,
  visitor_id blob not null,
  ended bigint not null,
  until bigint not null, -- when the proof is blanked
  primary key (controller_id, visitor_id)
) strict, without rowid;
create index ended_visitors_by_until on ended_visitors (controller_id, until);

-- Rows of the ledger that are kept as proof alone and read by nobody else (GDPR 18), until they are blanked.
create table restricted_proofs (
  controller_id bigint not null,
  number bigint not null,
  visitor_id blob not null,
  until bigint not null,
  primary key (controller_id, number)
) strict, without rowid;
create index restricted_proofs_by_until on restricted_proofs (controller_id, until);

-- Which rows of the ledger tell of a tie's end and of consents that were handed on: erasing must find them.
alter table ties add column ended_number bigint;
alter table moved_visitors add column number bigint;
