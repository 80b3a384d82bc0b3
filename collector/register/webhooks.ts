/** Webhooks: the controller's own systems that are told what happened. */
import { type Readable, sql } from '../store/store.ts';

const listening = sql`
  select webhook_id as webhook, events from webhooks where controller_id = :controller and ended is null`;

/** The live webhooks that listen to an event, or to everything (`*`). */
export const listeningTo = async (
  store: Readable,
  controller: number,
  event: string,
): Promise<Uint8Array[]> => {
  const rows = await store.read<{ webhook: Uint8Array; events: string }>(listening, { controller });
  return rows
    .filter(({ events }) => events.split(' ').some((one) => one === '*' || one === event))
    .map(({ webhook }) => webhook);
};
