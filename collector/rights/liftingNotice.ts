/** Telling somebody that the restriction of their data will be lifted: before it is (GDPR 18(3)). */
import { dayIn } from '../messages/campaigns/words/spoken.ts';
import { addressed } from '../register/addresses.ts';
import { personState } from '../register/personState.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { lettersTo, requestWords } from './requests/letters.ts';

/** Queues the letter; answers why it could not be. `lifts`: when it will be lifted, Unix milliseconds. */
export const tellLifting = async (
  store: Store,
  world: World,
  controller: number,
  person: Uint8Array,
  { lifts, reason }: { lifts: number; reason: string },
): Promise<'told' | 'not-restricted' | 'no-address'> => {
  const state = await personState(store, controller, person);
  if (!state || state.restricted === null || state.erased !== null) return 'not-restricted';
  const who = await addressed(store, controller, person);
  if (!who || who.email === null) return 'no-address';
  const language = who.language ?? 'fi';
  const words = requestWords(language);
  const write = await lettersTo(store, world, controller, { language, email: who.email, person: who.person });
  await store.write(write('restriction_lifting', words.lifting(dayIn(words.language, lifts), reason)));
  return 'told';
};
