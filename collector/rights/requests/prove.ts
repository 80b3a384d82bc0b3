/** Identity is proven: the request is worked on, joined to one that is open, or, where the right is absolute, done at once. */

import type { RequestKind } from '../../../shared/request.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Actor } from '../../register/actor.ts';
import { addressed } from '../../register/addresses.ts';
import { again } from '../../store/again.ts';
import { type Statement, type Store, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { isUnfinished } from '../unfinished.ts';
import { doAtOnce } from './atOnce.ts';
import { endRequest } from './ending.ts';
import { lettersTo, requestWords } from './letters.ts';
import { restrictedWhileWeighed } from './objecting.ts';
import { alikeTo, findRequest, type Request } from './request.ts';
import { joinRequest, type Proven, provenDue, verifyRequest } from './steps.ts';

/** A request that waits for proof. */
export type Provable = Pick<
  Request,
  'id' | 'kind' | 'language' | 'reference' | 'email' | 'due' | 'askedAtOnce' | 'dueFromReceipt' | 'verified'
>;

/** How it went on. */
export type Proved =
  | { outcome: 'verified'; due: number }
  | { outcome: 'answered' }
  | { outcome: 'joined'; to: string };

/**
 * The person behind an id, or whom they were merged into; null for nobody, or somebody who is erased. Whoever is erased and of
 * whom a law keeps something is still told of that: a hold beats erasure, not access.
 */
export const personNow = async (
  store: Store,
  controller: number,
  person: Uint8Array | null,
  kind: RequestKind,
): Promise<Uint8Array | null> => {
  const found = person && (await addressed(store, controller, person));
  if (!found) return null;
  if (found.erased === null) return found.person;
  const isTold = kind === 'access' || kind === 'portability' || kind === 'erasure';
  return isTold && (await isUnfinished(store, controller, found.person)) ? found.person : null;
};

/** Whether it is answered with that nothing is held. An erasure that was done is another thing. */
export const isOfNobody = async (
  store: Store,
  controller: number,
  { person, kind }: Pick<Request, 'person' | 'kind'>,
): Promise<boolean> =>
  person === null ||
  ((kind === 'access' || kind === 'portability') &&
    (await personNow(store, controller, person, kind)) === null);

/**
 * Writes that identity is proven, with `beside` (a token that is used). Throws `Unmet` where the request is not waiting for it any
 * more.
 */
export const proveRequest = async (
  store: Store,
  world: World,
  actor: Actor,
  request: Provable,
  proven: Proven,
  beside: readonly Statement[] = [],
): Promise<Proved> => {
  const { controller } = actor;
  const { id, kind, language, reference } = request;
  // What is done at once is done before the request's own step: not for one that has ended.
  if ((await findRequest(store, controller, id))?.state !== 'received') throw new Unmet();
  const person = await personNow(store, controller, proven.person, kind);
  const who = { ...proven, person };
  const words = requestWords(language);
  // A request of somebody unknown is nobody's: the letter is kept under no name.
  const write = await lettersTo(store, world, controller, { ...request, person });
  const open = person && (await alikeTo(store, controller, { request: id, person, kind }));
  if (open) {
    const to = (await findRequest(store, controller, open))?.reference ?? reference;
    await store.write([
      ...joinRequest(world, actor, id, who, open),
      ...beside,
      ...write('request_joined', words.joined(words.kinds[kind], reference, to)),
    ]);
    return { outcome: 'joined', to };
  }
  const due = provenDue(world, request);
  const verified = [...verifyRequest(world, actor, id, who, due), ...beside];
  if (await doAtOnce(store, world, actor, { kind, person, email: request.email })) {
    await store.write([
      ...verified,
      ...endRequest(world, actor, id, { state: 'answered', forget: person === null }),
      ...write('request_done', words.done(kind, reference)),
    ]);
    return { outcome: 'answered' };
  }
  const letter = words.received(words.kinds[kind], reference, dayIn(words.language, due));
  const isWeighed = kind === 'processing_objection' && person !== null;
  // In the same second: what they object to is not done any more (GDPR 18(1)(b), 21(1)).
  await again(async () =>
    store.write([
      ...verified,
      ...(isWeighed ? await restrictedWhileWeighed(store, world, actor, person) : []),
      ...write('request_received', {
        ...letter,
        lines: isWeighed ? [...letter.lines, words.weighing] : letter.lines,
      }),
    ]),
  );
  return { outcome: 'verified', due };
};
