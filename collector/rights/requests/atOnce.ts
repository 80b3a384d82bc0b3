/** What is done as soon as identity is proven: objection to marketing is absolute (GDPR 21(3)), consent is withdrawn as easily as given (7(3)). */

import type { RequestKind } from '../../../shared/request.ts';
import { endShares } from '../../duties/endingShare.ts';
import { endPermission, objectTo } from '../../messages/marketing/refusing.ts';
import { suppressAddresses } from '../../messages/marketing/suppressing.ts';
import type { Actor } from '../../register/actor.ts';
import { livePermissionsOf } from '../../register/permissionEnding.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';

export interface About {
  kind: RequestKind;
  person: Uint8Array | null;
  email: string | null;
}

const withdraw = async (store: Store, world: World, actor: Actor, person: Uint8Array): Promise<void> => {
  for (const { permission, basis } of await livePermissionsOf(store, actor.controller, person))
    if (basis === 'consent') await endPermission(store, world, actor, permission, 'withdrawn');
  await endShares(store, world, actor, person);
};

/** Does it; answers whether the request is of this kind. Again is harmless: a crash before the request's own step repeats it. */
export const doAtOnce = async (
  store: Store,
  world: World,
  actor: Actor,
  { kind, person, email }: About,
): Promise<boolean> => {
  if (kind !== 'objection' && kind !== 'withdrawal') return false;
  if (person && kind === 'objection') await objectTo(store, world, actor, person, 'own_page');
  else if (person) await withdraw(store, world, actor, person);
  // Whom we do not know yet is not written to when they are read in from a list, either.
  else if (email !== null && kind === 'objection')
    await suppressAddresses(store, world, actor, {
      channel: 'email',
      reason: 'unsubscribed',
      addresses: [email],
    });
  return true;
};
