/** Staff: people with a role at a controller, inactive until their confidentiality commitment is recorded (R61). */
import { newId } from '../ids.ts';
import { saltLength } from '../ledger/digest.ts';
import { appendEvent } from '../ledger/events.ts';
import type { Role } from '../store/catalogue.ts';
import { must, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { findKey, hex, keyHash } from './keys.ts';
import { findSession } from './staffSessions.ts';

export interface Staff extends Actor {
  staff: number;
  role: Role;
  /** Whether the key may only read. */
  readsOnly: boolean;
  /** When the commitment was recorded; null, and nothing may be done. */
  committed: number | null;
  /** When it must be renewed; null for never. */
  committedUntil: number | null;
  /** When the key or the session ends; null for never. */
  until: number | null;
  /** The key that calls; undefined in a session. */
  key?: Uint8Array;
}

const enter = sql`
  insert into directory (kind, key, controller_id) values ('staff_key', :key, :controller)`;
const insertStaff = sql`
  insert into staff (controller_id, staff_id, name, role, committed, created, version)
  select :controller, coalesce((select max(staff_id) from staff where controller_id = :controller), 0) + 1,
    :name, :role, :committed, :now, 1
  returning staff_id`;
const insertKey = sql`
  insert into staff_keys (controller_id, key_hash, key_id, staff_id, reach, created)
  select :controller, :hash, :id, max(staff_id), 'all', :now from staff where controller_id = :controller`;

export interface NewStaff {
  controller: number;
  name: string;
  role: Role;
  /** The secret key, 43 characters; only its hash is kept. */
  key: string;
  /** When they committed themselves to confidentiality. */
  committed: number | null;
}

/** Adds a member of staff with a key; the commitment is an event. */
export const addStaff = async (store: Store, world: World, one: NewStaff): Promise<void> => {
  const { controller, committed } = one;
  const now = world.clock();
  const hash = keyHash(one.key);
  const committedEvent = { role: one.role, committed };
  await store.write([
    statement(enter, { key: hex(hash), controller }),
    must(statement(insertStaff, { controller, name: one.name, role: one.role, committed, now })),
    statement(insertKey, { controller, hash, id: newId(world), now }),
    ...(committed === null
      ? []
      : [
          appendEvent({
            controller,
            kind: 'staff-committed',
            received: now,
            body: JSON.stringify(committedEvent),
            salt: world.random(saltLength),
          }),
        ]),
  ]);
};

const administrator = sql`
  select 1 as one from staff
  where controller_id = :controller and role = 'administrator' and ended is null and committed is not null
  limit 1`;

/** Whether anybody may administer: none yet, or none any more after a restore from before the last one came. */
export const hasAdministrator = async (store: Store, controller: number): Promise<boolean> =>
  (await store.read(administrator, { controller })).length > 0;

const byKey = sql`
  select s.staff_id as staff, s.role, s.committed, s.committed_until as "committedUntil", k.reach, k.expires as until,
    k.key_id as "key"
  from staff_keys k
  join staff s on s.controller_id = k.controller_id and s.staff_id = k.staff_id
  where k.controller_id = :controller and k.key_hash = :hash and k.ended is null and (k.expires is null or k.expires > :now)
    and s.ended is null and (s.works_from is null or s.works_from <= :now)
    and (s.works_until is null or s.works_until >= :now)`;

type Row = Pick<Staff, 'staff' | 'role' | 'committed' | 'committedUntil' | 'until'> & {
  reach: string;
  key: Uint8Array;
};

/** Whether a key that lets nobody in was somebody's once. */
export const wasKey = async (store: Store, key: string): Promise<boolean> =>
  (await findKey(store, 'staff_key', key)) !== undefined;

/** Who calls with this key, or in this session; undefined for an unknown or ended one. */
export const findStaff = async (store: Store, key: string, now: number): Promise<Staff | undefined> => {
  if (key.includes('.')) return findSession(store, key, now);
  const found = await findKey(store, 'staff_key', key);
  if (!found) return undefined;
  const { controller, hash } = found;
  const [row] = await store.read<Row>(byKey, { controller, hash, now });
  if (!row) return undefined;
  const { reach, ...one } = row;
  return { controller, home: controller, readsOnly: reach === 'read', ...one };
};
