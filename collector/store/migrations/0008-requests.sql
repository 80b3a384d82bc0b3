-- What people ask for by right (GDPR 7(3), 15-18, 20, 21), from receipt to answer.

create table requests (
  controller_id bigint not null,
  request_id blob not null,
  reference text not null, -- told to whoever asks, at once
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'processing_objection', 'withdrawal')),
  way text not null check (way in ('form', 'own_page', 'site', 'email', 'letter', 'phone', 'visit')), -- by which it came
  site_id bigint,
  language text not null, -- in which they are written to
  name text, -- as they gave it
  email text, -- where the answer goes
  email_key text, -- as it is compared
  details text, -- in their words
  person_id blob, -- who it is, once proven; null where nobody is known
  state text not null check (state in ('received', 'verified', 'in_progress', 'answered', 'refused', 'withdrawn', 'lapsed', 'joined')),
  proof text check (proof in ('email_link', 'visitor_key', 'signed_token', 'staff')), -- of who they are
  proof_note text, -- how, where staff saw it
  asked_at_once bigint not null check (asked_at_once in (0, 1)), -- for proof, so that the month waits for it
  asked bigint not null, -- when proof was asked for last: a link that nobody presses holds from then
  mended bigint, -- when staff put the address right; null again once the new one is proven
  received bigint not null,
  verified bigint,
  due bigint not null, -- by when it must be answered
  due_from_receipt bigint not null, -- by when it would be, had nothing been asked back
  extended bigint, -- when they were told of an extension
  extension text, -- why, as they were told
  fee bigint, -- in the smallest unit of the currency: as the other half of article 12(5)
  fee_currency text,
  fee_ground text check (fee_ground in ('unfounded', 'excessive')),
  fee_reason text, -- as they were told
  fee_told bigint,
  fee_settled text check (fee_settled in ('paid', 'waived')),
  reopening text, -- why a refused one was taken up again
  ended bigint,
  ground text check (ground in ('unfounded', 'excessive', 'unidentified', 'law', 'others', 'compelling', 'claims')), -- of a refusal
  told text, -- what they were told at the end, in words
  stopped text check (stopped in ('ended', 'restricted', 'erased')), -- what an upheld objection to processing came to
  lifts bigint, -- when the restriction ends that an objection brought with it, as the person was told
  left_out text, -- of an answer, and why: JSON
  joined_id blob, -- the open request that it was joined to
  reminded bigint not null, -- how many reminders staff got
  version bigint not null,
  primary key (controller_id, request_id)
) strict, without rowid;
create unique index requests_by_reference on requests (controller_id, reference);
create index requests_by_email on requests (controller_id, email_key, received) where email_key is not null;
create index requests_by_site on requests (controller_id, site_id, received) where site_id is not null;
create index requests_by_person on requests (controller_id, person_id, request_id) where person_id is not null;
create index requests_lifting on requests (controller_id, lifts) where lifts is not null;
create index requests_open on requests (controller_id, due) where ended is null;
create index requests_by_end on requests (controller_id, ended) where ended is not null;

-- How a request went: one row a step.
create table request_steps (
  controller_id bigint not null,
  request_id blob not null,
  step bigint not null check (step >= 1),
  state text not null, -- which it came to
  happened bigint not null,
  staff_id bigint, -- who did it, where staff did
  staff_controller_id bigint,
  primary key (controller_id, request_id, step)
) strict, without rowid;
