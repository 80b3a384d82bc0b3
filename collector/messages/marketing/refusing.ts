/** Refusing marketing: one permission, all of its kind, or everything; with the webhooks, in one write. */
import type { Ending } from '../../../shared/register/permission.ts';
import type { Actor } from '../../register/actor.ts';
import { addressed } from '../../register/addresses.ts';
import { objecting } from '../../register/objections.ts';
import {
  endingPermission,
  findPermission,
  type LivePermission,
  livePermissionsOf,
} from '../../register/permissionEnding.ts';
import { again } from '../../store/again.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { hooksFor } from '../outbox/hooks.ts';

const ending = async (
  store: Store,
  world: World,
  actor: Actor,
  live: LivePermission,
  how: Ending,
): Promise<Statement[]> => {
  const { controller } = actor;
  const { permission, person } = live;
  const who = await addressed(store, controller, person);
  return [
    ...endingPermission(world, actor, who, live, how),
    ...(await hooksFor(store, world, controller, 'permission.ended', { permission, person })),
  ];
};

/** Ends one permission. `over`: it had ended before. */
export const endPermission = (
  store: Store,
  world: World,
  actor: Actor,
  permission: Uint8Array,
  how: Ending,
): Promise<'ended' | 'over' | 'unknown'> =>
  again(async () => {
    const found = await findPermission(store, actor.controller, permission);
    if (!found) return 'unknown';
    if (found.ended !== null) return 'over';
    await store.write(await ending(store, world, actor, found, how));
    return 'ended';
  });

/** Ends these of a person's permissions, and only theirs. Answers how many. */
export const endPermissions = (
  store: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
  which: (one: LivePermission) => boolean,
): Promise<number> =>
  again(async () => {
    const live = (await livePermissionsOf(store, actor.controller, person)).filter(which);
    const statements = await Promise.all(live.map((one) => ending(store, world, actor, one, 'unsubscribed')));
    if (live.length > 0) await store.write(statements.flat());
    return live.length;
  });

/**
 * Unsubscribes from what a message was sent under: that permission, and any other for the same purpose through the same
 * channel, for nobody who presses the button expects the next letter to come under another one.
 */
export const unsubscribeFrom = async (
  store: Store,
  world: World,
  actor: Actor,
  permission: Uint8Array,
): Promise<LivePermission | undefined> => {
  const found = await findPermission(store, actor.controller, permission);
  if (!found) return undefined;
  const { channel, purpose, productGroup, person } = found;
  await endPermissions(
    store,
    world,
    actor,
    person,
    (one) =>
      one.channel === channel &&
      one.purpose === purpose &&
      (productGroup === null || one.productGroup === null || one.productGroup === productGroup),
  );
  return found;
};

/** The person objects to all direct marketing; answers since when, undefined where there is nobody. */
export const objectTo = (
  store: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
  way: 'staff' | 'own_page',
): Promise<{ person: Uint8Array; since: number } | undefined> =>
  again(async () => {
    const { controller } = actor;
    const who = await addressed(store, controller, person);
    if (!who || who.erased !== null) return undefined;
    const live = await livePermissionsOf(store, controller, who.person);
    const { person: id } = who;
    const hooks = await Promise.all([
      ...(who.objected === null
        ? [hooksFor(store, world, controller, 'person.objected', { person: id })]
        : []),
      ...live.map(({ permission }) =>
        hooksFor(store, world, controller, 'permission.ended', { permission, person: id }),
      ),
    ]);
    const [[first]] = (await store.write([...objecting(world, actor, who, way), ...hooks.flat()])) as [
      { objected: number }[],
    ];
    return { person: who.person, since: first?.objected ?? world.clock() };
  });
