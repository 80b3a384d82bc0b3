/** Marking everybody's addresses again when there is a new version of the key, so that what is suppressed from then on is found by it. */
import { ifFound, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { listControllers } from './controllers.ts';
import { markPerson } from './marks.ts';

const page = sql`
  select person_id as person, version, email_key as email, phone_key as phone from persons
  where controller_id = :controller and person_id > :after and erased is null
  order by person_id
  limit :most`;
const current = sql`
  select person_id as person from persons
  where controller_id = :controller and person_id = :person and version = :version`;
const reached = sql`select value from marks where controller_id = :controller and name = 'suppression_keys'`;
const reach = sql`
  insert into marks (controller_id, name, value) values (:controller, 'suppression_keys', :value)
  on conflict (controller_id, name) do update set value = excluded.value`;

interface Row {
  person: Uint8Array;
  version: number;
  email: string | null;
  phone: string | null;
}

/** Persons in one write. */
const piece = 100;

const remarkAll = async (
  store: Store,
  world: World,
  controller: number,
  stopped: () => boolean,
): Promise<void> => {
  let after: Uint8Array = new Uint8Array(0);
  while (!stopped()) {
    const rows = await store.read<Row>(page, { controller, after, most: piece });
    const last = rows.at(-1);
    if (!last) {
      const value = new TextEncoder().encode(`${world.suppressionKeys.length}`);
      await store.write([statement(reach, { controller, value })], 'import');
      return;
    }
    const write: Statement[] = [];
    for (const { person, version, email, phone } of rows) {
      const place = write.length;
      // Whoever has changed since was marked by that change.
      write.push(statement(current, { controller, person, version }));
      for (const one of markPerson(world, controller, person, { email, phone }))
        write.push(ifFound(place, one));
    }
    await store.write(write, 'import');
    after = last.person;
  }
};

/** Marks all persons whose controller was not marked under the newest key yet. A job for the background; again is harmless. */
export const remark = async (store: Store, world: World, stopped: () => boolean): Promise<void> => {
  const newest = `${world.suppressionKeys.length}`;
  for (const controller of await listControllers(store)) {
    const [row] = await store.read<{ value: Uint8Array }>(reached, { controller });
    if (row && new TextDecoder().decode(row.value) === newest) continue;
    await remarkAll(store, world, controller, stopped);
  }
};
