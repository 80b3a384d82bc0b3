/** What must exist before anything is served: the operator, its administrator, and today's notices. */
import { createHash } from 'node:crypto';
import type { Settings } from './env.ts';
import { keyFile } from './keyFile.ts';
import { type Controller, findOperator, listControllers, makeOperator } from './register/controllers.ts';
import { findKey } from './register/keys.ts';
import { saveSite } from './register/siteChange.ts';
import { findSite, listSites } from './register/sites.ts';
import { addStaff, hasAdministrator } from './register/staff.ts';
import { type Store, sql, statement } from './store/store.ts';
import type { World } from './world.ts';

/** The first start was not told what it needs. */
export class NotSetUp extends Error {
  override name = 'NotSetUp';
}

const operatorOf = async (
  store: Store,
  world: World,
  { name, contact }: Settings['operator'],
): Promise<Controller> => {
  const found = await findOperator(store);
  if (found) return found;
  if (name && contact) return makeOperator(store, world, name, contact);
  throw new NotSetUp(
    'First start: set LUPA_OPERATOR_NAME to the name of the company, and LUPA_OPERATOR_CONTACT to its e-mail address.',
  );
};

const marked = sql`select value from marks where controller_id = :controller and name = 'tombstone-key'`;
const mark = sql`
  insert into marks (controller_id, name, value) values (:controller, 'tombstone-key', :value)
  on conflict (controller_id, name) do nothing`;

/** With another key the resend of an erased decision would be taken for a new one. */
export const checkTombstoneKey = async (
  store: Store,
  world: World,
  { id }: Pick<Controller, 'id'>,
): Promise<void> => {
  const value = createHash('sha256').update('lupa tombstone key').update(world.tombstoneKey).digest();
  const [known] = await store.read<{ value: Uint8Array }>(marked, { controller: id });
  if (!known) await store.write([statement(mark, { controller: id, value })]);
  else if (Buffer.compare(known.value, value) !== 0) {
    throw new NotSetUp(
      'The tombstone key beside the data folder is not the one these data were made with: put it back from your backup.',
    );
  }
};

/** Makes operator and administrator once. The key is in `keyPath` before its hash is in the store. */
export const setUp = async (
  store: Store,
  world: World,
  operator: Settings['operator'],
  keyPath: string,
): Promise<Controller> => {
  const controller = await operatorOf(store, world, operator);
  await checkTombstoneKey(store, world, controller);
  if (!(await hasAdministrator(store, controller.id))) {
    const key = keyFile(keyPath);
    if (await findKey(store, 'staff_key', key))
      throw new NotSetUp(
        `Nobody may administer any more: remove ${keyPath} and start again. A new administrator is made, with a new key there.`,
      );
    await addStaff(store, world, {
      controller: controller.id,
      name: 'Administrator',
      role: 'administrator',
      key,
      committed: world.clock(),
    });
  }
  // A newer version may say its default words otherwise: what visitors will see is published before they see it.
  for (const id of await listControllers(store)) {
    for (const { publicId } of await listSites(store, id)) {
      const site = await findSite(store, publicId);
      if (!site) continue;
      const { controllerName: name, contact, settings } = site;
      await saveSite(store, world, { controller: { id, name, contact }, publicId, settings });
    }
  }
  return controller;
};
