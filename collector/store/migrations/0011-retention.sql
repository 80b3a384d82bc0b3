-- How long things are kept, what a law holds longer, and what of erased persons still has to go (GDPR 5(1)(e), 17(3)(b), (e)).

-- Where a controller keeps something for another time than the schedule says.
create table retention_rules (
  controller_id bigint not null references controllers (controller_id),
  rule text not null, -- as collector/duties/retention/rules.ts calls it
  amount bigint not null check (amount >= 0),
  unit text not null check (unit in ('days', 'months')),
  reason text not null,
  changed bigint not null,
  staff_id bigint,
  version bigint not null,
  primary key (controller_id, rule)
) strict, without rowid;

-- What went in the run that is under way: counted in the writes that do it, so that a run that was killed loses no count.
create table retention_progress (
  controller_id bigint not null,
  rule text not null,
  noun text not null,
  gone bigint not null check (gone > 0),
  primary key (controller_id, rule, noun)
) strict, without rowid;

-- What must stay although it was to be erased or has had its time: of a person, of a kind, or a kind of everybody's.
create table holds (
  controller_id bigint not null,
  hold_id blob not null,
  person_id blob,
  category text,
  law text not null,
  reason text not null,
  until bigint, -- the first instant at which it holds no more; null: until it is ended
  ended bigint,
  created bigint not null,
  version bigint not null,
  primary key (controller_id, hold_id),
  check (person_id is not null or category is not null)
) strict, without rowid;
create index holds_by_person on holds (controller_id, person_id) where person_id is not null;
create index holds_of_all on holds (controller_id, category) where person_id is null;

-- Persons of whom something was left when they were erased: it goes when the last hold on it has ended.
create table unfinished_erasures (
  controller_id bigint not null,
  person_id blob not null,
  root_id blob not null, -- the person whose holds count: the same, or the one whom they were merged into
  cause text not null check (cause in ('request', 'retention')),
  erased bigint not null,
  due bigint, -- when to look again; null: when a hold changes
  primary key (controller_id, person_id)
) strict, without rowid;
create index unfinished_erasures_due on unfinished_erasures (controller_id, due) where due is not null;
create index unfinished_erasures_by_root on unfinished_erasures (controller_id, root_id);

-- Whoever was erased and is held by name may still ask what is kept of them.
create index persons_held on persons (controller_id, email_key) where erased is not null and email_key is not null;

-- When the account was signed in to last, to the day: what is used is not over.
alter table accounts add column used bigint;

create index transactions_by_time on transactions (controller_id, occurred);
create index ties_by_start on ties (controller_id, started);
create index history_by_provenance on history (controller_id, provenance_id) where provenance_id is not null;
create index informing_by_provenance on informing (controller_id, provenance_id);
