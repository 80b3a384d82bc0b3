-- Whom data are given to, on which ground, and who must be told of corrections (GDPR 15(1)(c), 19, 28, 30, 44-46).

-- What the law wants to know of a controller beside name and contact (GDPR 13(1)(a)-(b), 30(1)(a), (g)).
create table controller_details (
  controller_id bigint not null,
  details text not null, -- JSON, as shared/register/controllerDetails.ts has it
  changed bigint not null,
  version bigint not null,
  primary key (controller_id)
) strict, without rowid;

create table recipients (
  controller_id bigint not null,
  recipient_id blob not null,
  name text not null,
  role text not null check (role in ('internal', 'processor', 'third_party', 'authority')),
  country text not null,
  outside bigint not null check (outside in (0, 1)), -- whether the country is outside the EEA
  contact text, -- where it is told of corrections: an e-mail address, or words
  agreement text, -- GDPR 28(3): where it is written
  agreement_from bigint,
  agreement_until bigint, -- the first instant at which it is over
  agreement_reminded bigint, -- which end staff were told of
  tool text not null check (tool in ('none', 'adequacy', 'scc')), -- GDPR 45, 46(2)(c)
  scc_module bigint check (scc_module between 1 and 4),
  tool_reference text,
  tool_date bigint,
  tool_until bigint, -- the first instant at which it is over
  tool_reminded bigint, -- which end staff were told of
  purposes text not null, -- JSON
  categories text not null, -- JSON
  category_bits bigint not null, -- the same, a bit each
  ended bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, recipient_id)
) strict, without rowid;

-- A recipient's purposes, one a row, as a disclosure asks for them.
create table recipient_purposes (
  controller_id bigint not null,
  recipient_id blob not null,
  purpose text not null,
  primary key (controller_id, recipient_id, purpose)
) strict, without rowid;

-- That a person agreed to be disclosed to a recipient who was named to them, for a purpose.
create table sharing_consents (
  controller_id bigint not null,
  consent_id blob not null,
  person_id blob not null,
  recipient_id blob not null,
  named text not null, -- the recipient, as it was called then
  purpose text not null,
  wording text not null, -- what the person agreed to, word for word
  evidence text not null, -- what shows it
  since bigint not null,
  ended bigint,
  ending text check (ending in ('withdrawn', 'expired', 'mistake')),
  created bigint not null,
  version bigint not null,
  primary key (controller_id, consent_id)
) strict, without rowid;
create index sharing_consents_by_person on sharing_consents (controller_id, person_id, consent_id);
create index sharing_consents_by_recipient on sharing_consents (controller_id, recipient_id, consent_id);
create index sharing_consents_by_end on sharing_consents (controller_id, ended) where ended is not null;
create index sharing_consents_live on sharing_consents (controller_id, recipient_id) where ended is null;

-- Every giving of a person's data to a recipient, and every attempt that was refused; recipient, ground and tool as they were then.
create table disclosures (
  controller_id bigint not null,
  disclosure_id blob not null,
  act_id blob not null, -- many persons may be disclosed by one act
  person_id blob not null,
  recipient_id blob not null,
  named text not null,
  role text not null,
  purpose text not null,
  categories text not null, -- JSON
  ground text check (ground in ('internal', 'agreement', 'consent', 'legal_duty')),
  reference text, -- the agreement, or the provision and file number of the duty
  consent_id blob,
  known_as text, -- by which the recipient finds the person
  country text not null,
  tool text not null,
  scc_module bigint,
  tool_reference text,
  tool_date bigint,
  disclosed bigint not null,
  refused text, -- why not; null where it was given
  version bigint not null,
  primary key (controller_id, disclosure_id)
) strict, without rowid;
create index disclosures_by_person on disclosures (controller_id, person_id, disclosure_id);
create index disclosures_by_recipient on disclosures (controller_id, recipient_id, disclosure_id);
create index disclosures_by_act on disclosures (controller_id, act_id, disclosure_id);

-- Which recipient must be told that a person was corrected, erased or restricted (GDPR 19). An id, nothing of the person.
create table recipient_notices (
  controller_id bigint not null,
  notice_id blob not null,
  person_id blob not null,
  recipient_id blob not null,
  act text not null check (act in ('rectified', 'erased', 'restricted', 'lifted')),
  known_as text,
  due bigint not null,
  mailed bigint, -- when an e-mail was queued; null where the recipient has no address
  message_id blob, -- that e-mail
  problem text, -- why it did not go: they are to be told in another way
  told bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, notice_id)
) strict, without rowid;
create index recipient_notices_open on recipient_notices (controller_id, notice_id) where told is null;
create index recipient_notices_by_person on recipient_notices (controller_id, person_id, notice_id);
create index recipient_notices_by_recipient on recipient_notices (controller_id, recipient_id, notice_id);
create index recipient_notices_by_message on recipient_notices (controller_id, message_id) where message_id is not null;
create index recipient_notices_by_end on recipient_notices (controller_id, told) where told is not null;

-- A published statement that customers are still to be told of, and whose purposes are to be asked again once it is in force.
create table statement_tellings (
  controller_id bigint not null,
  statement bigint not null,
  batch_id blob not null, -- its letters wait apart, as a campaign's
  effective bigint not null,
  asks_again text not null, -- JSON: by public id of a site the purposes that are still to be asked again
  taken bigint, -- when the sites took it up
  reached blob, -- the last person who was looked at; null before the first
  letters bigint not null, -- that were queued
  ended bigint, -- when everybody had been looked at
  primary key (controller_id, statement)
) strict, without rowid;
create index statement_tellings_open on statement_tellings (controller_id, statement) where ended is null or taken is null;
