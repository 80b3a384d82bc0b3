/** The access log: who read a person, when and why (R60; CJEU C-579/21). Written before the answer leaves. */
import { newId } from '../ids.ts';
import { type Readable, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Staff } from './staff.ts';

// A number that is nobody's is of no controller: nothing is written.
const insert = sql`
  insert into access_log (controller_id, entry_id, staff_id, staff_controller_id, role, instruction_id, read_at, action, reason,
    fields, person_id, found, key_id)
  select controller_id, :entry, :staff, :home, :role, :instruction, :now, :action, :reason, :fields, :person, :found, :key
  from controllers
  where controller_id = :controller`;

export interface Reading {
  /** `lookup`, `access`, `read licences`, `list persons`, `export audience`, … */
  action: string;
  reason: string;
  /** The members that were shown; all where it says nothing. */
  fields?: readonly string[];
  /** The persons that the answer shows; a look-up that finds nobody is an entry too. */
  persons: readonly Uint8Array[];
}

/** Records a read: one entry for each person shown. */
export const logRead = (store: Store, world: World, reader: Staff, reading: Reading) => {
  const { controller, staff, home, role, instruction, key = null } = reader;
  const now = world.clock();
  const shown: (Uint8Array | null)[] = reading.persons.length > 0 ? [...reading.persons] : [null];
  return store.write(
    shown.map((person) =>
      statement(insert, {
        controller,
        entry: newId(world),
        staff,
        home,
        role,
        instruction: instruction ?? null,
        now,
        action: reading.action,
        reason: reading.reason,
        fields: (reading.fields ?? ['all']).join(' '),
        person,
        found: reading.persons.length,
        key,
      }),
    ),
  );
};

/** Records that the operator's staff called, or were refused, at a customer company: the customer sees it (R5). */
export const logAct = (store: Store, world: World, actor: Staff, action: string, reason: string) =>
  logRead(store, world, actor, { action, reason, fields: [], persons: [] });

const ofPerson = sql`
  select entry_id as id, read_at as "at", action, reason, role, fields
  from access_log
  where controller_id = :controller and person_id = :person and read_at >= :since and (read_at > :since or entry_id > :after)
  order by read_at, entry_id
  limit :most`;

/** Entries in one read: whoever waits for the next does not wait long. */
const aPage = 200;

/** A reading as the person is told of it. */
export interface OwnReading {
  at: number;
  action: string;
  reason: string;
  role: string;
  fields: string;
}

/** When, why and in which role a person was read; names of staff are not told. */
export const readingsOf = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<OwnReading[]> => {
  const found: OwnReading[] = [];
  for (let since = 0, after: Uint8Array = new Uint8Array(0); ; ) {
    const at = { controller, person, since, after, most: aPage };
    const rows = await store.read<OwnReading & { id: Uint8Array }>(ofPerson, at);
    found.push(...rows.map(({ id: _, ...one }) => one));
    const last = rows.at(-1);
    if (!last || rows.length < aPage) return found;
    since = last.at;
    after = last.id;
  }
};

export interface Entry {
  id: Uint8Array;
  staff: number;
  home: number;
  role: string;
  instruction: Uint8Array | null;
  at: number;
  action: string;
  reason: string;
  fields: string;
  person: Uint8Array | null;
  found: number;
}

const newest = sql`
  select entry_id as id, staff_id as staff, staff_controller_id as home, role, instruction_id as instruction, read_at as "at",
    action, reason, fields, person_id as person, found
  from access_log
  where controller_id = :controller and entry_id < :before
  order by entry_id desc
  limit :most`;
const newestOfPerson = sql`
  select entry_id as id, staff_id as staff, staff_controller_id as home, role, instruction_id as instruction, read_at as "at",
    action, reason, fields, person_id as person, found
  from access_log
  where controller_id = :controller and person_id = :person and entry_id < :before
  order by entry_id desc
  limit :most`;
const newestOfStaff = sql`
  select entry_id as id, staff_id as staff, staff_controller_id as home, role, instruction_id as instruction, read_at as "at",
    action, reason, fields, person_id as person, found
  from access_log
  where controller_id = :controller and staff_controller_id = :home and staff_id = :staff and entry_id < :before
  order by entry_id desc
  limit :most`;

export interface Asked {
  before: Uint8Array;
  most: number;
  person?: Uint8Array;
  /** A member of the staff of this controller. */
  staff?: { home: number; staff: number };
}

/** Entries before one, newest first: of a person, of a member of staff, or all. */
export const entriesBefore = (
  store: Readable,
  controller: number,
  { before, most, person, staff }: Asked,
): Promise<Entry[]> => {
  if (person) return store.read<Entry>(newestOfPerson, { controller, person, before, most });
  if (staff) return store.read<Entry>(newestOfStaff, { controller, ...staff, before, most });
  return store.read<Entry>(newest, { controller, before, most });
};
