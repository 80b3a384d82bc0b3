/** What must exist before anything is served: the operator, its administrator, and today's notices. */
import type { Settings } from './env.ts';
import { keyFile } from './keyFile.ts';
import { type Controller, findOperator, makeOperator } from './register/controllers.ts';
import { saveSite } from './register/siteChange.ts';
import { findSite, listSites } from './register/sites.ts';
import { addStaff, hasStaff } from './register/staff.ts';
import type { Store } from './store/store.ts';
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

/** Makes operator and administrator once. The key is in `keyPath` before its hash is in the store. */
export const setUp = async (
  store: Store,
  world: World,
  operator: Settings['operator'],
  keyPath: string,
): Promise<Controller> => {
  const controller = await operatorOf(store, world, operator);
  if (!(await hasStaff(store, controller.id))) {
    await addStaff(store, world, {
      controller: controller.id,
      name: 'Administrator',
      role: 'administrator',
      key: keyFile(keyPath),
      committed: world.clock(),
    });
  }
  // A newer version may say its default words otherwise: what visitors will see is published before they see it.
  for (const { publicId } of await listSites(store, controller.id)) {
    const site = await findSite(store, publicId);
    if (site) await saveSite(store, world, { controller, publicId, settings: site.settings });
  }
  return controller;
};
