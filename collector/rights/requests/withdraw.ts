/** Whoever asked takes it back: nothing more is done, and they are told. */
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Actor } from '../../register/actor.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { endRequest } from './ending.ts';
import { lettersTo, requestWords } from './letters.ts';
import { liftsAfter } from './objecting.ts';
import { personNow } from './prove.ts';
import type { Request } from './request.ts';

/** Throws `Unmet` where it has ended already. */
export const withdrawRequest = async (
  store: Store,
  world: World,
  actor: Actor,
  found: Request,
): Promise<void> => {
  const { controller } = actor;
  const request = { ...found, person: await personNow(store, controller, found.person, found.kind) };
  const { id, kind, person, state, language, reference } = request;
  const write = await lettersTo(store, world, controller, request);
  const words = requestWords(language);
  const lifts = await liftsAfter(store, world, controller, request);
  const letter = words.withdrawn(words.kinds[kind], reference);
  const lines = lifts === null ? [] : [words.liftedOn(dayIn(words.language, lifts))];
  await store.write([
    ...endRequest(world, actor, id, { state: 'withdrawn', forget: person === null, lifts }),
    // To an address that nobody has proven nothing is written.
    ...(state === 'received'
      ? []
      : write('request_withdrawn', { ...letter, lines: [...letter.lines, ...lines] })),
  ]);
};
