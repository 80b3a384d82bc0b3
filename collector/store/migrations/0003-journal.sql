-- Withdrawals, objections and erasures on their way to the journal outside the database, which outlives it: what a restored
-- backup does not know is done again from there. Encrypted; a row goes when it is in the journal.
create table journal (
  controller_id bigint not null,
  entry bigint not null check (entry >= 1),
  content blob not null, -- nonce, AES-256-GCM, tag
  about blob, -- the request whose words are in it: blanked in the files when they are forgotten
  primary key (controller_id, entry)
) strict, without rowid;

create table journal_marks (
  controller_id bigint not null primary key,
  written bigint not null -- the last entry that is in the journal
) strict, without rowid;
