/** Keys of staff: several for each, named, limited in reach and time, rotated with an overlap, ended. */
import { toBase64url, toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { told } from '../ledger/journalEntry.ts';
import { must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { hex, keyHash } from './keys.ts';
import { actEvent } from './recordEvents.ts';
import { done } from './tried.ts';

/** All that the role may, or reading alone. */
export const reaches = ['all', 'read'] as const;
export type Reach = (typeof reaches)[number];

export interface StaffKey {
  id: Uint8Array;
  staff: number;
  name: string | null;
  reach: Reach;
  created: number;
  expires: number | null;
  ended: number | null;
}

const enter = sql`insert into directory (kind, key, controller_id) values ('staff_key', :key, :controller)`;
const insert = sql`
  insert into staff_keys (controller_id, key_hash, key_id, staff_id, name, reach, created, expires)
  select :controller, :hash, :id, :staff, :name, :reach, :now, :expires
  from staff
  where controller_id = :controller and staff_id = :staff and ended is null
  returning key_id`;
const page = sql`
  select key_id as id, staff_id as staff, name, reach, created, expires, ended from staff_keys
  where controller_id = :controller and key_id > :after
  order by key_id
  limit :most`;
const pageOf = sql`
  select key_id as id, staff_id as staff, name, reach, created, expires, ended from staff_keys
  where controller_id = :controller and staff_id = :staff and key_id > :after
  order by key_id
  limit :most`;
const one = sql`
  select key_id as id, staff_id as staff, name, reach, created, expires, ended from staff_keys
  where controller_id = :controller and key_id = :id`;
const end = sql`
  update staff_keys set ended = :now
  where controller_id = :controller and key_id = :id and ended is null
  returning key_id`;
const endAll = sql`
  update staff_keys set ended = :now where controller_id = :controller and staff_id = :staff and ended is null`;
const outlive = sql`
  update staff_keys set expires = :expires
  where controller_id = :controller and key_id = :id and ended is null and (expires is null or expires > :now)
    and not (expires is not null and expires < :expires)
  returning key_id`;
const stays = sql`
  select key_id from staff_keys
  where controller_id = :controller and key_id = :id and ended is null and expires > :now and expires < :expires`;

/** Keys after an id: of one member of staff, or of all. */
export const pageKeys = (
  store: Readable,
  controller: number,
  { after, most, staff }: { after: Uint8Array; most: number; staff?: number },
): Promise<StaffKey[]> =>
  staff === undefined
    ? store.read<StaffKey>(page, { controller, after, most })
    : store.read<StaffKey>(pageOf, { controller, staff, after, most });

export const findStaffKey = async (
  store: Readable,
  controller: number,
  id: Uint8Array,
): Promise<StaffKey | undefined> => (await store.read<StaffKey>(one, { controller, id }))[0];

export interface NewKey {
  staff: number;
  name: string;
  reach: Reach;
  expires: number;
}

/** A restored backup must not bring it back. */
const toldEnd = (world: World, { controller }: Actor, key: Uint8Array, ends: number): Statement =>
  told(world, { kind: 'staff-key-ended', controller, key: toUuid(key), ends, received: world.clock() });

/** A new key and the statements that let it in. */
const making = (world: World, actor: Actor, { staff, name, reach, expires }: NewKey) => {
  const { controller } = actor;
  const key = toBase64url(world.random(32));
  const hash = keyHash(key);
  const id = newId(world);
  const now = world.clock();
  const statements = [
    must(statement(insert, { controller, hash, id, staff, name, reach, now, expires })),
    statement(enter, { key: hex(hash), controller }),
    actEvent(world, actor, 'staff-changed', { change: 'key made', member: staff, reach }),
  ];
  return { key, id, statements };
};

export interface MadeKey {
  id: Uint8Array;
  /** Shown once; only its hash is kept. */
  key: string;
}

/** Makes a key; undefined where there is no such member of staff. */
export const makeKey = async (
  store: Store,
  world: World,
  actor: Actor,
  given: NewKey,
  also: (id: Uint8Array) => Statement[] = () => [],
): Promise<MadeKey | undefined> => {
  const { key, id, statements } = making(world, actor, given);
  return (await done(store, [...statements, ...also(id)])) ? { id, key } : undefined;
};

/** Makes a key in the place of another, which goes on for `overlap` ms; undefined where that one lives no more. */
export const rotateKey = async (
  store: Store,
  world: World,
  actor: Actor,
  old: StaffKey,
  { overlap, lasts }: { overlap: number; lasts: number },
): Promise<MadeKey | undefined> => {
  const now = world.clock();
  const { key, id, statements } = making(world, actor, {
    staff: old.staff,
    name: old.name ?? 'key',
    reach: old.reach,
    expires: now + lasts,
  });
  const at = { controller: actor.controller, id: old.id, now, expires: now + overlap };
  const endsAnyway = old.expires !== null && old.expires < now + overlap;
  const ending = must(statement(endsAnyway ? stays : outlive, at));
  const until = Math.min(old.expires ?? now + overlap, now + overlap);
  const write = [ending, ...statements, toldEnd(world, actor, old.id, until)];
  return (await done(store, write)) ? { id, key } : undefined;
};

/** Ends a key at once; whether it lived. */
export const endKey = (
  store: Store,
  world: World,
  actor: Actor,
  { id, staff }: StaffKey,
): Promise<boolean> => {
  const { controller } = actor;
  const now = world.clock();
  const statements = [
    must(statement(end, { controller, id, now })),
    actEvent(world, actor, 'staff-changed', { change: 'key ended', member: staff }),
    toldEnd(world, actor, id, now),
  ];
  return done(store, statements);
};

/** Ends every key of a member of staff. */
export const endKeys = (controller: number, staff: number, now: number): Statement =>
  statement(endAll, { controller, staff, now });
