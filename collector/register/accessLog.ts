/** The access log: who read a person, when and why (R60; CJEU C-579/21). Written before the answer leaves. */
import { newId } from '../ids.ts';
import { type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Staff } from './staff.ts';

const insert = sql`
  insert into access_log (controller_id, entry_id, staff_id, staff_controller_id, role, instruction_id, read_at, action, reason,
    fields, person_id, found)
  values (:controller, :entry, :staff, :home, :role, :instruction, :now, :action, :reason, :fields, :person, :found)`;

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
  const { controller, staff, home, role, instruction } = reader;
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
      }),
    ),
  );
};

const ofPerson = sql`
  select read_at as "at", action, reason, role, fields
  from access_log
  where controller_id = :controller and person_id = :person
  order by read_at`;

/** When, why and in which role a person was read; names of staff are not told. */
export const readingsOf = (store: Store, controller: number, person: Uint8Array) =>
  store.read<{ at: number; action: string; reason: string; role: string; fields: string }>(ofPerson, {
    controller,
    person,
  });
