-- Every row of every table belongs to exactly one controller, first in its primary key and indexes (DESIGN section 3).
-- The one exception is the directory, which is read first and holds nothing else. Times are Unix milliseconds.

create table directory (
  kind text not null check (kind in ('site', 'site_key', 'staff_key')),
  key text not null, -- a public site id, or the hash of a key in hex
  controller_id bigint not null,
  primary key (kind, key)
) strict, without rowid;

create table controllers (
  controller_id bigint not null primary key,
  name text not null,
  contact text not null,
  role text not null check (role in ('operator', 'customer')),
  created bigint not null,
  version bigint not null default 1
) strict;

create table sites (
  controller_id bigint not null references controllers (controller_id),
  site_id bigint not null,
  public_id text not null,
  settings text not null, -- JSON, as shared/site.ts says
  version bigint not null,
  changed bigint not null,
  primary key (controller_id, site_id)
) strict, without rowid;
create unique index sites_by_public_id on sites (controller_id, public_id);

create table site_keys (
  controller_id bigint not null,
  key_hash blob not null,
  site_id bigint not null,
  created bigint not null,
  ended bigint,
  primary key (controller_id, key_hash),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict, without rowid;

create table signing_keys (
  controller_id bigint not null,
  site_id bigint not null,
  key_id text not null,
  public_key text not null, -- JWK of an Ed25519 key
  created bigint not null,
  ended bigint,
  primary key (controller_id, site_id, key_id),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict, without rowid;

-- What people agree to, purpose by purpose: a new row when the terms rise.
create table terms (
  controller_id bigint not null,
  site_id bigint not null,
  purpose text not null,
  terms bigint not null check (terms >= 1),
  substance text not null, -- JSON: services, countries, cookies with their days, retention, what we do under it
  since bigint not null,
  primary key (controller_id, site_id, purpose, terms),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict, without rowid;

-- A number for each purpose that a site ever asked about: answers are stored by it, whatever the purpose is called.
create table purposes (
  controller_id bigint not null,
  site_id bigint not null,
  purpose text not null,
  purpose_number bigint not null check (purpose_number >= 1),
  primary key (controller_id, site_id, purpose),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict, without rowid;
create unique index purposes_by_number on purposes (controller_id, site_id, purpose_number);

-- Every version ever shown, word for word.
create table notices (
  controller_id bigint not null,
  notice_id bigint not null,
  site_id bigint not null,
  version text not null, -- base64url of a SHA-256
  language text not null,
  body text not null, -- JSON, as shared/notice.ts says
  published bigint not null,
  primary key (controller_id, notice_id),
  foreign key (controller_id, site_id) references sites (controller_id, site_id)
) strict;
create unique index notices_by_version on notices (controller_id, site_id, version);

-- What must stay the same as long as the data do: a hash of the key that tombstones are made with.
create table marks (
  controller_id bigint not null,
  name text not null,
  value blob not null,
  primary key (controller_id, name)
) strict, without rowid;

-- The ledger: an envelope without anything personal, and a body that erasure blanks.
create table ledger (
  controller_id bigint not null,
  number bigint not null check (number >= 1),
  kind bigint not null check (kind >= 0), -- its place in the list in ledger/kinds.ts
  received bigint not null,
  digest blob not null, -- sha256(salt || body)
  body text,
  salt blob,
  primary key (controller_id, number)
) strict, without rowid;

-- Deletable beside the ledger: which decision is which row. Erasing removes the row here.
create table decisions (
  controller_id bigint not null,
  decision_id blob not null,
  number bigint not null,
  primary key (controller_id, decision_id)
) strict, without rowid;

-- What answers 410 to the resend of an erased decision: a keyed hash, nothing else.
create table tombstones (
  controller_id bigint not null,
  key_hash blob not null,
  primary key (controller_id, key_hash)
) strict, without rowid;

-- The current answer per visitor and purpose: the ledger, folded.
create table answers (
  controller_id bigint not null,
  visitor_id blob not null,
  site_id bigint not null,
  purpose_number bigint not null,
  granted bigint not null check (granted in (0, 1)),
  terms bigint not null,
  sequence bigint not null,
  number bigint not null, -- the row of the ledger that says so
  primary key (controller_id, visitor_id, site_id, purpose_number)
) strict, without rowid;

-- Decisions of a visitor that may be cited by no current answer: together with those that are cited, all of them.
create table past_decisions (
  controller_id bigint not null,
  visitor_id blob not null,
  number bigint not null,
  primary key (controller_id, visitor_id, number)
) strict, without rowid;

-- The current answers in words, with the time at which the ledger received them.
create view consents as
select a.controller_id, a.visitor_id, a.site_id, p.purpose,
  case when a.granted = 1 then 'granted' else 'denied' end as answer,
  a.terms, a.sequence, a.number, l.received as decided
from answers a
join purposes p on p.controller_id = a.controller_id and p.site_id = a.site_id
  and p.purpose_number = a.purpose_number
join ledger l on l.controller_id = a.controller_id and l.number = a.number;

-- Signing out gives a browser a new visitor id: what its consents became. Grants under the old id count no more, and a
-- denial that arrives late counts for the new one.
create table moved_visitors (
  controller_id bigint not null,
  visitor_id blob not null,
  new_visitor_id blob not null,
  moved bigint not null,
  primary key (controller_id, visitor_id)
) strict, without rowid;
create index moved_visitors_by_new on moved_visitors (controller_id, new_visitor_id);

create table visits (
  controller_id bigint not null,
  visit_id blob not null,
  visitor_id blob not null,
  site_id bigint not null,
  received bigint not null,
  browser text,
  browser_major bigint,
  os text,
  device text,
  language text,
  referrer text, -- origin only
  page text not null, -- path only
  address text, -- anonymised before it came here
  country text,
  primary key (controller_id, visit_id)
) strict, without rowid;
create index visits_by_visitor on visits (controller_id, visitor_id, received);

-- Where a value came from; shared by the values that came together.
create table provenance (
  controller_id bigint not null,
  provenance_id blob not null,
  source text not null check (source in ('person', 'registration', 'customer_company', 'visit', 'third_party', 'public', 'service')),
  obtained bigint not null,
  site_id bigint,
  permission text, -- reference to the permission, for what others gave
  recorded bigint not null, -- when it came here; obtained is when the source had it
  purpose text not null, -- what it was obtained for
  basis text not null, -- GDPR article
  staff_id bigint, -- who entered it, where staff did
  import_id blob, -- the file that it was read in from
  primary key (controller_id, provenance_id)
) strict, without rowid;

create table organisations (
  controller_id bigint not null,
  organisation_id blob not null,
  name text not null,
  name_key text not null, -- the name as it is compared
  business_id text,
  street text,
  postal_code text,
  city text,
  country text, -- two letters
  created bigint not null,
  version bigint not null,
  primary key (controller_id, organisation_id)
) strict, without rowid;
create unique index organisations_by_business_id on organisations (controller_id, business_id)
  where business_id is not null;
create unique index organisations_by_name on organisations (controller_id, name_key);

create table persons (
  controller_id bigint not null,
  person_id blob not null,
  name text,
  email text,
  email_key text, -- the address as it is compared
  phone text,
  phone_key text, -- the number as it is compared: E.164
  position text,
  employer_address text, -- postal address of the employer, where it is not the organisation's own
  language text, -- in which they are written to
  organisation_id blob,
  created bigint not null,
  version bigint not null,
  pending bigint, -- since when the e-mail waits to be confirmed
  restricted bigint, -- since when processing is restricted (GDPR 18)
  restriction text, -- why: which case of article 18(1)
  objected bigint, -- since when they object to direct marketing (GDPR 21(2))
  erased bigint, -- when the person was erased (GDPR 17)
  merged_into blob, -- the person that this one turned out to be
  primary key (controller_id, person_id),
  foreign key (controller_id, organisation_id) references organisations (controller_id, organisation_id)
) strict, without rowid;
create unique index persons_by_email on persons (controller_id, email_key) where erased is null and merged_into is null;
create index persons_merged on persons (controller_id, email_key) where merged_into is not null;
create index persons_by_phone on persons (controller_id, phone_key) where phone_key is not null;
create index persons_by_organisation on persons (controller_id, organisation_id, person_id) where organisation_id is not null;

-- Everything but rights reads persons here: not restricted, not erased, not pending, not merged into another. Of one table, so
-- that a left join to it is no reading of everybody.
create view usable_persons as
select p.controller_id, p.person_id, p.name, p.email, p.email_key, p.phone, p.phone_key, p.position,
  p.employer_address, p.language, p.organisation_id, p.objected, p.created, p.version,
  (select o.name from organisations o
    where o.controller_id = p.controller_id and o.organisation_id = p.organisation_id) as company
from persons p
where p.pending is null and p.restricted is null and p.erased is null and p.merged_into is null;

-- Which provenance each value of a row of the register has.
create table value_sources (
  controller_id bigint not null,
  row_id blob not null, -- of a person, an organisation, a licence, …
  field text not null,
  provenance_id blob not null,
  primary key (controller_id, row_id, field),
  foreign key (controller_id, provenance_id) references provenance (controller_id, provenance_id)
) strict, without rowid;
create index value_sources_by_provenance on value_sources (controller_id, provenance_id);

-- Which entries of the ledger tell of an act on a row of the register: an access answer finds them by it. It goes with the row,
-- or with its person; then the ledger's ids are nobody's.
create table recorded_acts (
  controller_id bigint not null,
  row_id blob not null, -- of a person, a licence, a request, an incident, an import, …
  number bigint not null, -- the row of the ledger
  primary key (controller_id, row_id, number)
) strict, without rowid;

-- That a person used a visitor's browser, from when to when.
create table ties (
  controller_id bigint not null,
  tie_id blob not null,
  visitor_id blob not null,
  person_id blob not null,
  site_id bigint not null,
  started bigint not null,
  ended bigint,
  number bigint, -- the row of the ledger that says so
  primary key (controller_id, tie_id),
  foreign key (controller_id, person_id) references persons (controller_id, person_id)
) strict, without rowid;
-- One person at a time.
create unique index ties_open on ties (controller_id, visitor_id) where ended is null;
create index ties_by_visitor on ties (controller_id, visitor_id);
create index ties_by_person on ties (controller_id, person_id);

-- Tokens are used once; a token that has expired needs no row any more.
create table tie_tokens (
  controller_id bigint not null,
  site_id bigint not null,
  token_hash blob not null,
  tie_id blob not null,
  expires bigint not null,
  primary key (controller_id, site_id, token_hash)
) strict, without rowid;

create table staff (
  controller_id bigint not null references controllers (controller_id),
  staff_id bigint not null,
  name text not null,
  role text not null check (role in ('administrator', 'data_protection_officer', 'marketing', 'support', 'auditor')),
  email text,
  email_key text,
  language text, -- in which they are written to; the controller's where it is not said
  committed bigint, -- when the confidentiality commitment was recorded; inactive until then
  committed_until bigint, -- when it must be renewed
  password_hash text, -- Argon2id
  totp_secret blob, -- encrypted under the secrets key
  totp_used bigint, -- the last time step that was used: each code once
  oidc_issuer text,
  oidc_subject text,
  created bigint not null,
  ended bigint,
  version bigint not null,
  primary key (controller_id, staff_id)
) strict, without rowid;
create unique index staff_by_email on staff (controller_id, email_key) where ended is null and email_key is not null;
create unique index staff_by_subject on staff (controller_id, oidc_issuer, oidc_subject)
  where ended is null and oidc_subject is not null;

create table staff_keys (
  controller_id bigint not null,
  key_hash blob not null,
  key_id blob not null, -- what it is called by: the hash is nobody's to see
  staff_id bigint not null,
  name text, -- what it is for
  reach text not null, -- 'all' that the role may, or 'read'
  created bigint not null,
  expires bigint,
  ended bigint,
  primary key (controller_id, key_hash),
  foreign key (controller_id, staff_id) references staff (controller_id, staff_id)
) strict, without rowid;
create index staff_keys_by_staff on staff_keys (controller_id, staff_id);
create unique index staff_keys_by_id on staff_keys (controller_id, key_id);

-- Who read a person, when and why: one row a read, one a list.
create table access_log (
  controller_id bigint not null,
  entry_id blob not null,
  staff_id bigint not null, -- a member of the staff of staff_controller_id
  staff_controller_id bigint not null,
  role text not null, -- theirs, then
  instruction_id blob, -- the instruction on which the operator's staff read
  read_at bigint not null,
  action text not null,
  reason text not null,
  fields text not null, -- which, separated by spaces
  person_id blob,
  found bigint not null, -- how many persons the read showed
  primary key (controller_id, entry_id)
) strict, without rowid;
create index access_log_by_person on access_log (controller_id, person_id, read_at) where person_id is not null;
create index access_log_by_staff on access_log (controller_id, staff_controller_id, staff_id, entry_id);

-- The ledger is append-only: the only change is blanking body and salt, together.
-- engine: libsql
create trigger ledger_is_never_shortened before delete on ledger
begin
  select raise(abort, 'The ledger is append-only.');
end;
create trigger ledger_is_only_blanked before update on ledger
when not (
  new.body is null and new.salt is null and new.controller_id = old.controller_id and new.number = old.number
  and new.kind = old.kind and new.received = old.received and new.digest = old.digest
)
begin
  select raise(abort, 'The ledger is append-only.');
end;
create trigger ledger_has_no_gaps before insert on ledger
when new.number <> coalesce((select max(number) from ledger where controller_id = new.controller_id), 0) + 1
begin
  select raise(abort, 'The ledger has no gaps.');
end;
-- engine: postgres
create function ledger_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.number <> coalesce((select max(number) from ledger where controller_id = new.controller_id), 0) + 1 then
      raise exception 'The ledger has no gaps.';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and new.body is null and new.salt is null and new.controller_id = old.controller_id
    and new.number = old.number and new.kind = old.kind and new.received = old.received and new.digest = old.digest
  then
    return new;
  end if;
  raise exception 'The ledger is append-only.';
end $$;
create trigger ledger_guarded before insert or update or delete on ledger for each row execute function ledger_guard();
-- engine: all
