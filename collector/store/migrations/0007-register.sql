-- The customer-and-marketing register: what the privacy statement lists. A row's id is time-ordered; version rises with each edit.

-- The order of a customer company to the operator: without a live one, the operator's staff read and write nothing there.
create table instructions (
  controller_id bigint not null, -- the customer company that gave it
  instruction_id blob not null,
  given_by text not null, -- who, at the customer company
  reference text not null, -- where it is written: a contract, a letter
  task text not null, -- what the operator is to do
  reach text not null check (reach in ('read', 'write')),
  starts bigint not null,
  ends bigint,
  revoked bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, instruction_id)
) strict, without rowid;

-- The words by which a person is found: folded, so that neither case nor diacritics matter. One row a word.
create table person_words (
  controller_id bigint not null,
  word text not null,
  person_id blob not null,
  primary key (controller_id, word, person_id)
) strict, without rowid;
create index person_words_by_person on person_words (controller_id, person_id, word);

-- What a corrected value was before. Goes with the person.
create table history (
  controller_id bigint not null,
  history_id blob not null,
  noun text not null, -- the table
  row_id blob not null,
  person_id blob,
  field text not null,
  value text, -- JSON
  provenance_id blob, -- where the old value had come from
  replaced bigint not null,
  primary key (controller_id, history_id)
) strict, without rowid;
create index history_by_row on history (controller_id, row_id, replaced);
create index history_by_person on history (controller_id, person_id) where person_id is not null;

-- Whom the controller must tell that it holds data which others gave (GDPR 14): within a month.
create table informing (
  controller_id bigint not null,
  person_id blob not null,
  provenance_id blob not null,
  due bigint not null,
  told bigint,
  primary key (controller_id, person_id, provenance_id)
) strict, without rowid;
create index informing_due on informing (controller_id, due, person_id) where told is null;

-- Versions of the privacy statement, one row a language.
create table statements (
  controller_id bigint not null,
  statement bigint not null check (statement >= 1), -- its number
  language text not null,
  effective bigint not null,
  published bigint not null,
  body text not null,
  digest blob not null, -- sha256 of the body
  material bigint not null check (material in (0, 1)), -- whether it changes what people agreed to
  primary key (controller_id, statement, language)
) strict, without rowid;
create index statements_by_digest on statements (controller_id, digest);

create table accounts (
  controller_id bigint not null,
  account_id blob not null,
  person_id blob not null,
  user_name text not null,
  user_name_key text not null, -- as it is compared
  password_hash text, -- Argon2id
  password_changed bigint,
  failures bigint not null, -- failed sign-ins in a row
  failed bigint, -- the last one
  created bigint not null,
  closed bigint,
  version bigint not null,
  primary key (controller_id, account_id)
) strict, without rowid;
create unique index accounts_by_user_name on accounts (controller_id, user_name_key);
create index accounts_by_person on accounts (controller_id, person_id, account_id);

-- That an organisation or a person is a customer, from when to when, under which contract and statement.
create table relationships (
  controller_id bigint not null,
  relationship_id blob not null,
  organisation_id blob,
  person_id blob,
  contract text not null,
  started bigint not null,
  ended bigint,
  statement bigint, -- the statement in force when it started
  created bigint not null,
  version bigint not null,
  primary key (controller_id, relationship_id),
  check (organisation_id is not null or person_id is not null)
) strict, without rowid;
create index relationships_by_organisation on relationships (controller_id, organisation_id, relationship_id)
  where organisation_id is not null;
create index relationships_by_person on relationships (controller_id, person_id, relationship_id)
  where person_id is not null;

create table licences (
  controller_id bigint not null,
  licence_id blob not null,
  product text not null, -- ELMAS, …
  licence_key text not null,
  licence_key_key text not null, -- as it is compared
  organisation_id blob,
  person_id blob, -- the holder
  seats bigint not null check (seats >= 1),
  valid_from bigint not null,
  valid_until bigint,
  revoked bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, licence_id)
) strict, without rowid;
create unique index licences_by_key on licences (controller_id, licence_key_key);
create index licences_by_organisation on licences (controller_id, organisation_id, licence_id) where organisation_id is not null;
create index licences_by_person on licences (controller_id, person_id, licence_id) where person_id is not null;

create table activations (
  controller_id bigint not null,
  activation_id blob not null,
  licence_id blob not null,
  person_id blob,
  device_hash blob not null, -- keyed: the device's name is not kept
  address text, -- anonymised before it came here
  activated bigint not null,
  ended bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, activation_id)
) strict, without rowid;
create unique index activations_once on activations (controller_id, licence_id, device_hash, activated);
create index activations_by_licence on activations (controller_id, licence_id, activation_id);
create index activations_by_start on activations (controller_id, licence_id, activated);
create index activations_open on activations (controller_id, licence_id, device_hash) where ended is null;
create index activations_by_time on activations (controller_id, activated);
create index activations_by_person on activations (controller_id, person_id, activation_id) where person_id is not null;

-- Signs that a licence is used against its terms. The rules are not shown to the person; what concerns them is.
create table misuse_flags (
  controller_id bigint not null,
  flag_id blob not null,
  licence_id blob not null,
  activation_id blob,
  person_id blob,
  rule text not null check (rule in ('seats', 'overlap', 'revoked')),
  raised bigint not null,
  resolved bigint,
  resolution text,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, flag_id)
) strict, without rowid;
create index misuse_flags_by_licence on misuse_flags (controller_id, licence_id, flag_id);
create index misuse_flags_by_person on misuse_flags (controller_id, person_id, flag_id) where person_id is not null;
create unique index misuse_flags_open on misuse_flags (controller_id, licence_id, rule) where resolved is null;
create index misuse_flags_by_time on misuse_flags (controller_id, raised);

create table feedback (
  controller_id bigint not null,
  feedback_id blob not null,
  person_id blob not null,
  received bigint not null,
  channel text not null,
  body text not null,
  answered bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, feedback_id)
) strict, without rowid;
create index feedback_by_person on feedback (controller_id, person_id, feedback_id);

-- Payments and sales: vouchers by law (Accounting Act 1336/1997).
create table transactions (
  controller_id bigint not null,
  transaction_id blob not null,
  kind text not null check (kind in ('payment', 'sale')),
  person_id blob,
  organisation_id blob,
  reference text not null,
  amount bigint not null, -- in cents
  currency text not null,
  product_group text,
  description text,
  occurred bigint not null,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, transaction_id)
) strict, without rowid;
create unique index transactions_by_reference on transactions (controller_id, kind, reference);
create index transactions_by_person on transactions (controller_id, person_id, transaction_id) where person_id is not null;
create index transactions_by_organisation on transactions (controller_id, organisation_id, transaction_id)
  where organisation_id is not null;

-- What was done for a customer: support, maintenance, training.
create table service_events (
  controller_id bigint not null,
  event_id blob not null,
  person_id blob,
  organisation_id blob,
  kind text not null,
  description text not null,
  occurred bigint not null,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, event_id)
) strict, without rowid;
create index service_events_by_person on service_events (controller_id, person_id, event_id) where person_id is not null;
create index service_events_by_organisation on service_events (controller_id, organisation_id, event_id)
  where organisation_id is not null;

create table service_logs (
  controller_id bigint not null,
  log_id blob not null,
  person_id blob not null,
  service text not null,
  line text not null,
  address text, -- anonymised before it came here
  logged bigint not null,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, log_id)
) strict, without rowid;
create index service_logs_by_person on service_logs (controller_id, person_id, log_id);
create index service_logs_by_time on service_logs (controller_id, logged);

-- That a person may be contacted. Never made from a decision about cookies.
create table permissions (
  controller_id bigint not null,
  permission_id blob not null,
  person_id blob not null,
  recipient text not null check (recipient in ('consumer', 'professional', 'legal_person')),
  channel text not null check (channel in ('email', 'sms', 'phone', 'post')),
  purpose text not null,
  product_group text,
  wording text not null, -- what the person agreed to, or was told, word for word
  basis text not null check (basis in ('consent', 'existing_customer', 'legitimate_interest')),
  evidence text not null, -- JSON: what shows the basis
  since bigint not null,
  statement bigint, -- of the privacy statement, the version in force then
  ended bigint,
  ending text check (ending in ('withdrawn', 'unsubscribed', 'objection', 'expired', 'mistake')),
  created bigint not null,
  version bigint not null,
  primary key (controller_id, permission_id)
) strict, without rowid;
create index permissions_by_person on permissions (controller_id, person_id, permission_id);
create index permissions_by_end on permissions (controller_id, ended) where ended is not null;
create index permissions_live on permissions (controller_id, channel, purpose, person_id) where ended is null;

-- Addresses as keyed hashes, so that a suppression is found without knowing the address; one row a version of the key.
create table address_marks (
  controller_id bigint not null,
  person_id blob not null,
  channel text not null check (channel in ('email', 'phone')),
  key_version bigint not null,
  mark blob not null,
  primary key (controller_id, person_id, channel, key_version)
) strict, without rowid;
create index address_marks_by_mark on address_marks (controller_id, mark);

-- Addresses that must not be written to, whoever holds them, also after an erasure: keyed hashes, nothing else.
create table suppressions (
  controller_id bigint not null,
  mark blob not null,
  channel text not null check (channel in ('email', 'phone')),
  key_version bigint not null,
  since bigint not null,
  reason text not null check (reason in ('objection', 'unsubscribed', 'erased', 'complaint', 'undeliverable', 'list')),
  primary key (controller_id, mark)
) strict, without rowid;

-- What an address was unsubscribed from, where it was not from everything: keyed hashes, nothing else.
create table unsubscriptions (
  controller_id bigint not null,
  mark blob not null,
  channel text not null check (channel in ('email', 'sms', 'phone')),
  purpose text not null,
  product_group text not null, -- '' for all of the purpose
  key_version bigint not null,
  since bigint not null,
  primary key (controller_id, mark, channel, purpose, product_group)
) strict, without rowid;

-- Whose address is suppressed, by channel; perhaps more than once.
create view suppressed_persons as
select m.controller_id, m.person_id, m.channel
from address_marks m
join suppressions s on s.controller_id = m.controller_id and s.mark = m.mark;

-- Under which permissions somebody may be contacted now: live ones of persons who are usable, do not object, have an address
-- that is marked and not suppressed, and have not withdrawn the same since.
create view live_permissions as
select q.controller_id, q.permission_id, q.person_id, q.recipient, q.channel, q.purpose, q.product_group, q.wording, q.basis,
  q.since, p.name, p.email, p.phone, p.position, p.employer_address, p.language, p.organisation_id, p.company
from permissions q
join usable_persons p on p.controller_id = q.controller_id and p.person_id = q.person_id
where q.ended is null and p.objected is null
  and case q.channel
    when 'email' then p.email
    when 'post' then coalesce(p.employer_address, (
      select o.street from organisations o
      where o.controller_id = p.controller_id and o.organisation_id = p.organisation_id))
    else p.phone end is not null
  and (q.channel = 'post' or exists (
    select 1 from address_marks m
    where m.controller_id = q.controller_id and m.person_id = q.person_id
      and m.channel = case q.channel when 'email' then 'email' else 'phone' end))
  and not exists (
    select 1 from address_marks m
    join suppressions s on s.controller_id = m.controller_id and s.mark = m.mark
    where m.controller_id = q.controller_id and m.person_id = q.person_id
      and m.channel = case q.channel when 'email' then 'email' when 'post' then '' else 'phone' end)
  and not exists (
    select 1 from address_marks m
    join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
    where m.controller_id = q.controller_id and m.person_id = q.person_id
      and u.channel = q.channel and u.purpose = q.purpose and u.product_group in ('', q.product_group))
  and not exists (
    select 1 from permissions e
    where e.controller_id = q.controller_id and e.person_id = q.person_id and e.channel = q.channel and e.purpose = q.purpose
      and e.ended >= q.since and e.ending in ('withdrawn', 'unsubscribed', 'objection')
      and (e.product_group is null or e.product_group = q.product_group));

-- What people are asked to agree to, word for word: the texts of double opt-in.
create table wordings (
  controller_id bigint not null,
  wording_id blob not null,
  name text not null,
  recipient text not null check (recipient in ('consumer', 'professional', 'legal_person')),
  channel text not null check (channel in ('email', 'sms', 'phone', 'post')),
  purpose text not null,
  product_group text,
  texts text not null, -- JSON: by language
  created bigint not null,
  version bigint not null,
  primary key (controller_id, wording_id)
) strict, without rowid;

-- Permissions that somebody asked for and has not confirmed yet from the mailbox that they named.
create table permission_requests (
  controller_id bigint not null,
  request_id blob not null,
  person_id blob, -- where staff asked for somebody whom they know
  email text not null,
  email_key text not null,
  language text not null,
  wording_id blob not null,
  recipient text not null,
  channel text not null,
  purpose text not null,
  product_group text,
  wording text not null, -- as it was when it was asked
  site_id bigint,
  created bigint not null,
  primary key (controller_id, request_id)
) strict, without rowid;
create index permission_requests_by_email on permission_requests (controller_id, email_key, created);
create index permission_requests_by_time on permission_requests (controller_id, created);

-- Links in e-mails: a hash, for one purpose, for a while, once.
create table tokens (
  controller_id bigint not null,
  token_hash blob not null,
  purpose text not null,
  person_id blob,
  row_id blob, -- what it is about: a permission, a registration, …
  created bigint not null,
  expires bigint not null,
  used bigint,
  wrong bigint not null default 0, -- how often what must be known beside the link was not
  primary key (controller_id, token_hash)
) strict, without rowid;
create index tokens_by_person on tokens (controller_id, person_id) where person_id is not null;
create index tokens_by_row on tokens (controller_id, row_id) where row_id is not null;
create index tokens_by_expiry on tokens (controller_id, expires);

-- What leaves after commit: one row a message.
create table messages (
  controller_id bigint not null,
  message_id blob not null,
  kind text not null check (kind in ('email', 'webhook')),
  template text not null, -- what it is: double_opt_in, campaign, checkpoint, …
  person_id blob,
  webhook_id blob,
  permission_id blob, -- live when it is sent, or it is not sent
  campaign_id blob,
  recipient text, -- e-mail address
  body text, -- JSON: subject, text, html, headers; or the webhook's event. Blanked when it has been sent
  created bigint not null,
  due bigint not null, -- not before; while a sender has it: when another may take it
  claimed bigint, -- since when a sender has it
  tried bigint, -- when it was tried first
  attempts bigint not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  ended bigint,
  problem text, -- why it failed, was dropped or waits on; nothing personal
  primary key (controller_id, message_id)
) strict, without rowid;
-- A campaign waits apart: a hundred thousand letters must not keep one that somebody waits for.
create index messages_waiting on messages (controller_id, kind, due) where state = 'waiting' and campaign_id is null;
create index messages_waiting_in_campaigns on messages (controller_id, due) where state = 'waiting' and campaign_id is not null;
create index messages_by_webhook on messages (controller_id, webhook_id, message_id) where webhook_id is not null;
create index messages_by_person on messages (controller_id, person_id, message_id) where person_id is not null;
create index messages_by_campaign on messages (controller_id, campaign_id, state) where campaign_id is not null;
create index messages_failed on messages (controller_id, message_id) where state = 'failed';
create index messages_by_end on messages (controller_id, ended) where ended is not null;

create table webhooks (
  controller_id bigint not null,
  webhook_id blob not null,
  url text not null,
  events text not null, -- their names, separated by spaces
  secret blob not null, -- encrypted under the secrets key
  old_secret blob, -- the one before, encrypted
  old_until bigint, -- for so long both sign
  failing bigint, -- since when its messages are given up
  created bigint not null,
  ended bigint,
  version bigint not null,
  primary key (controller_id, webhook_id)
) strict, without rowid;

-- A registration from a form, until the e-mail is confirmed or two days are over: nobody's yet, so not among the persons.
create table registrations (
  controller_id bigint not null,
  registration_id blob not null,
  site_id bigint not null,
  email_key text not null, -- the address as it is compared
  body text, -- JSON: what was filled in; null where the person is known already
  created bigint not null,
  expires bigint not null,
  primary key (controller_id, registration_id)
) strict, without rowid;
create index registrations_by_email on registrations (controller_id, email_key, created);
create index registrations_by_expiry on registrations (controller_id, expires);

create table campaigns (
  controller_id bigint not null,
  campaign_id blob not null,
  name text not null,
  purpose text not null,
  product_group text,
  concerns_duties bigint not null check (concerns_duties in (0, 1)), -- whether it is about what professionals do at work
  content text not null, -- JSON: by language subject and text
  state text not null check (state in ('draft', 'sending', 'sent', 'stopped')),
  started bigint,
  instruction_id blob, -- on which the operator's staff send it
  recipients bigint not null, -- for whom a message was queued so far
  reached blob, -- the last person of the audience who was looked at
  created bigint not null,
  version bigint not null,
  primary key (controller_id, campaign_id)
) strict, without rowid;

-- Two entries that turned out to be one person; undone while the snapshot is kept.
create table merges (
  controller_id bigint not null,
  merge_id blob not null,
  kept_id blob not null,
  merged_id blob not null,
  snapshot text, -- JSON: the kept person's values before
  merged bigint not null,
  undone bigint,
  staff_id bigint not null,
  primary key (controller_id, merge_id)
) strict, without rowid;
create index merges_by_kept on merges (controller_id, kept_id);
create index merges_by_merged on merges (controller_id, merged_id);
create table merge_moves (
  controller_id bigint not null,
  merge_id blob not null,
  noun text not null,
  row_id blob not null,
  primary key (controller_id, merge_id, noun, row_id)
) strict, without rowid;

-- What a client already asked for: the same request again is answered with the row that it made.
create table idempotency_keys (
  controller_id bigint not null,
  staff_id bigint not null,
  key_hash blob not null, -- of the route with the key
  body_digest blob not null,
  row_id blob not null,
  created bigint not null,
  primary key (controller_id, staff_id, key_hash)
) strict, without rowid;
create index idempotency_keys_by_time on idempotency_keys (controller_id, created);

create table staff_sessions (
  controller_id bigint not null,
  token_hash blob not null,
  staff_id bigint not null,
  created bigint not null,
  seen bigint not null,
  expires bigint not null,
  primary key (controller_id, token_hash)
) strict, without rowid;
create index staff_sessions_by_staff on staff_sessions (controller_id, staff_id);

-- The link by which a new member of staff chooses a password: once, for a day.
create table enrolments (
  controller_id bigint not null,
  token_hash blob not null,
  staff_id bigint not null,
  password_hash text, -- Argon2id, until they have shown a code
  totp_secret blob, -- encrypted, until they have shown a code
  created bigint not null,
  expires bigint not null,
  used bigint,
  primary key (controller_id, token_hash)
) strict, without rowid;

create index enrolments_by_staff on enrolments (controller_id, staff_id);

-- Failed sign-ins in a row, by a keyed hash of what was typed: of nobody as of somebody, so that it tells nothing.
create table sign_in_failures (
  controller_id bigint not null, -- the operator, whoever's staff it was
  name_hash blob not null,
  failures bigint not null,
  failed bigint not null, -- the last one
  primary key (controller_id, name_hash)
) strict, without rowid;
create index sign_in_failures_by_time on sign_in_failures (controller_id, failed);

create table imports (
  controller_id bigint not null,
  import_id blob not null,
  noun text not null,
  staff_id bigint not null, -- a member of the staff of staff_controller_id
  staff_controller_id bigint not null,
  instruction_id blob, -- on which the operator's staff read it in
  settings text not null, -- JSON: form, encoding, mapping, source
  file_digest blob,
  state text not null check (state in ('receiving', 'checking', 'checked', 'running', 'done', 'stopped', 'failed')),
  bytes bigint not null,
  reached bigint not null, -- rows that are done
  made bigint not null,
  known bigint not null,
  wrong bigint not null,
  created bigint not null,
  ended bigint,
  upload_id blob, -- the upload under way, which alone keeps pieces
  upload_seen bigint, -- when it kept the last
  version bigint not null,
  primary key (controller_id, import_id)
) strict, without rowid;
create table import_pieces (
  controller_id bigint not null,
  import_id blob not null,
  place bigint not null,
  content blob not null,
  primary key (controller_id, import_id, place)
) strict, without rowid;
create table import_problems (
  controller_id bigint not null,
  import_id blob not null,
  line bigint not null,
  pointer text not null,
  problem text not null, -- never the value
  primary key (controller_id, import_id, line, pointer)
) strict, without rowid;
