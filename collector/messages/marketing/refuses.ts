/** Whether somebody behind an address does not want to be written to: they object, are restricted, or the address is suppressed. */
import { addressedByEmail } from '../../register/addresses.ts';
import { emailKey } from '../../register/email.ts';
import { personState } from '../../register/personState.ts';
import { marksFor, suppressed } from '../../register/suppressions.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';

/** `email` as it was typed. */
export const refuses = async (
  store: Store,
  world: World,
  controller: number,
  email: string,
): Promise<boolean> => {
  const key = emailKey(email);
  const who = await addressedByEmail(store, controller, key);
  const state = who && (await personState(store, controller, who.person));
  if (state && (state.objected !== null || state.restricted !== null)) return true;
  return suppressed(store, controller, marksFor(world, controller, 'email', key));
};
