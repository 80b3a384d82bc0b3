/** Telling the journal of a request: what came and each step, so that a restored backup has what was acknowledged since. */
import { toUuid } from '../../bytes.ts';
import { told, toldAbout } from '../../ledger/journalEntry.ts';
import type { ReceivedEntry, ToldStep } from '../../ledger/requestEntry.ts';
import type { Actor } from '../../register/actor.ts';
import type { Statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

export type Telling = Pick<World, 'clock' | 'random' | 'tombstoneKey'>;

const by = (world: Telling, { controller, home, staff }: Actor, request: Uint8Array) => ({
  controller,
  home,
  staff,
  request: toUuid(request),
  received: world.clock(),
});

/** An id as the journal has it. */
export const idTold = (id: Uint8Array | null): string | null => id && toUuid(id);

export const toldReceived = (
  world: Telling,
  actor: Actor,
  request: Uint8Array,
  given: ReceivedEntry['given'],
): Statement => {
  const entry = { kind: 'request-received' as const, ...by(world, actor, request), given };
  const says = given.name ?? given.email ?? given.details;
  return says === null ? told(world, entry) : toldAbout(world, entry);
};

export const toldStep = (world: Telling, actor: Actor, request: Uint8Array, step: ToldStep): Statement => {
  const entry = { kind: 'request-step' as const, ...by(world, actor, request), step };
  const says = Object.hasOwn(step, 'note') || Object.hasOwn(step, 'reason');
  return says ? toldAbout(world, entry) : told(world, entry);
};
