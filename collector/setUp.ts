/** What must exist before anything is served: the operator, its administrator, and today's notices. */
import type { Settings } from './env.ts';
import { keyFile } from './keyFile.ts';
import { NotSetUp } from './notSetUp.ts';
import { type Controller, findOperator, listControllers, makeOperator } from './register/controllers.ts';
import { findKey } from './register/keys.ts';
import { saveSite } from './register/siteChange.ts';
import { findSite, listSites } from './register/sites.ts';
import { addStaff, hasAdministrator } from './register/staff.ts';
import { checkKey } from './sharedKeys.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

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

/** With another key the resend of an erased decision would be taken for a new one. */
export const checkTombstoneKey = (
  store: Store,
  world: Pick<World, 'tombstoneKey'>,
  { id }: Pick<Controller, 'id'>,
): Promise<void> => checkKey(store, id, 'tombstone-key', world.tombstoneKey);

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
