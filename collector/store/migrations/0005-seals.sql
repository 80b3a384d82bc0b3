-- What the sealer makes of the ledger: a Merkle tree in tiles, and its signed heads (docs/ledger.md).

-- One life of a ledger, under a name of its own: from its first row, or from the row on that declares a restore.
create table epochs (
  controller_id bigint not null references controllers (controller_id),
  epoch bigint not null check (epoch >= 1),
  origin text not null,
  number bigint not null, -- the row that declares it; 1 for the first
  declared bigint not null,
  primary key (controller_id, epoch)
) strict, without rowid;

-- Which key signs trees of that many rows and more; every key that ever signed stays here.
create table seal_keys (
  controller_id bigint not null,
  number bigint not null,
  public_key blob not null,
  since bigint not null,
  primary key (controller_id, number)
) strict, without rowid;

-- Hashes of the tree, 256 to a tile, every eighth level: the last of a level grows until it is full.
create table tiles (
  controller_id bigint not null,
  level bigint not null,
  tile bigint not null,
  hashes blob not null,
  primary key (controller_id, level, tile)
) strict;

-- Every signed head, for ever. Its text follows from origin, size and root.
create table checkpoints (
  controller_id bigint not null,
  size bigint not null,
  epoch bigint not null,
  root blob not null,
  signatures blob not null, -- of each: four bytes of the key's id, 64 of the signature
  sealed bigint not null,
  primary key (controller_id, size),
  foreign key (controller_id, epoch) references epochs (controller_id, epoch)
) strict, without rowid;

-- Who seals, until when: one at a time, however many collectors there are.
create table seal_leases (
  controller_id bigint not null primary key,
  holder blob not null,
  until bigint not null
) strict;

-- Signed heads are kept as they are.
-- engine: libsql
create trigger checkpoints_are_kept before delete on checkpoints
begin
  select raise(abort, 'Checkpoints are kept for ever.');
end;
create trigger checkpoints_never_change before update on checkpoints
begin
  select raise(abort, 'Checkpoints are kept for ever.');
end;
-- engine: postgres
create function checkpoints_guard() returns trigger language plpgsql as $$
begin
  raise exception 'Checkpoints are kept for ever.';
end $$;
create trigger checkpoints_guarded before update or delete on checkpoints for each row execute function checkpoints_guard();
-- engine: all
