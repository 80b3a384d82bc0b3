/** The access log: who read a person, when and why (R60; CJEU C-579/21). Written before the answer leaves. */
import { newId } from '../ids.ts';
import { type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Staff } from './staff.ts';

const insert = sql`
  insert into access_log (controller_id, entry_id, staff_id, read_at, action, reason, person_id, found)
  values (:controller, :entry, :staff, :now, :action, :reason, :person, :found)`;

export interface Reading {
  action: 'lookup' | 'access';
  reason: string;
  /** The persons that the answer shows; a look-up that finds nobody is an entry too. */
  persons: readonly Uint8Array[];
}

/** Records a read: one entry for each person shown. */
export const logRead = (store: Store, world: World, { controller, staff }: Staff, reading: Reading) => {
  const now = world.clock();
  const shown: (Uint8Array | null)[] = reading.persons.length > 0 ? [...reading.persons] : [null];
  return store.write(
    shown.map((person) =>
      statement(insert, {
        controller,
        entry: newId(world),
        staff,
        now,
        action: reading.action,
        reason: reading.reason,
        person,
        found: reading.persons.length,
      }),
    ),
  );
};

const ofPerson = sql`
  select l.read_at as "at", l.action, l.reason, s.role
  from access_log l
  join staff s on s.controller_id = l.controller_id and s.staff_id = l.staff_id
  where l.controller_id = :controller and l.person_id = :person
  order by l.read_at`;

/** When, why and in which role a person was read; names of staff are not told. */
export const readingsOf = (store: Store, controller: number, person: Uint8Array) =>
  store.read<{ at: number; action: string; reason: string; role: string }>(ofPerson, { controller, person });
