/** Erasing of staff's own accord, by the person's id (GDPR 17): never what somebody is still to be answered with; what else they asked ends with it. */
import { hooksFor } from '../../messages/outbox/hooks.ts';
import type { Actor } from '../../register/actor.ts';
import { addressed } from '../../register/addresses.ts';
import { again } from '../../store/again.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { erasePerson } from '../erasePerson.ts';
import { type Kept, keptOf } from '../kept.ts';
import { endedByErasure, unreadOf } from './erasedLetters.ts';

export type ErasedByStaff =
  | { outcome: 'erased'; kept: Kept[]; answered: string[] }
  | { outcome: 'others-open'; references: string[] }
  | { outcome: 'nobody' };

/** Erases; `answered` are the references of requests that ended with it, and whose askers were told so. */
export const eraseByStaff = (
  store: Store,
  world: World,
  actor: Actor,
  asked: Uint8Array,
): Promise<ErasedByStaff> =>
  // A request may be answered, or come, meanwhile.
  again(async () => {
    const { controller } = actor;
    const person = (await addressed(store, controller, asked))?.person ?? asked;
    const references = await unreadOf(store, { controller, person }, world.clock());
    if (references.length > 0) return { outcome: 'others-open', references };
    const stays = await keptOf(store, controller, person, world.clock());
    const ended = await endedByErasure(store, world, actor, { person }, stays);
    const erased = await erasePerson(store, world, actor, person, [
      ...(await hooksFor(store, world, controller, 'person.erased', { person })),
      ...ended.statements,
    ]);
    return erased
      ? { outcome: 'erased', kept: erased.kept, answered: ended.references }
      : { outcome: 'nobody' };
  });
