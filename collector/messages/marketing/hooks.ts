/** Telling the controller's own systems what happened to permissions: ids only. */
import { listeningTo } from '../../register/webhooks.ts';
import type { Readable, Statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { queueHook } from '../outbox/queue.ts';

/** What webhooks can hear of here. */
export type MarketingEvent = 'permission.given' | 'permission.ended' | 'person.objected';

/** The statements that queue the event for each webhook that listens. */
export const hooksOf = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  event: MarketingEvent,
  about: Readonly<Record<string, unknown>>,
  person: Uint8Array,
): Promise<Statement[]> =>
  (await listeningTo(store, controller, event)).map((webhook) =>
    queueHook(world, controller, webhook, event, about, person),
  );
