/** Telling webhooks that an activation has shown a sign of misuse: in the write that keeps it, where it has raised a flag. */
import { toUuid } from '../../bytes.ts';
import { newId } from '../../ids.ts';
import { liveWebhooks } from '../../register/webhooks.ts';
import { type Readable, type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const tell = sql`
  insert into messages (controller_id, message_id, kind, template, person_id, webhook_id, body, created, due, attempts, state)
  select a.controller_id, :message, 'webhook', 'licence.misuse', a.person_id, :webhook, :body, :now, :now, 0, 'waiting'
  from activations a
  where a.controller_id = :controller and a.activation_id = :activation
    and exists (
      select 1 from misuse_flags f
      where f.controller_id = :controller and f.licence_id = :licence and f.activation_id = :activation)`;

/** Statements to be written after the activation and its flags. Which rules they are is not told: ids only. */
export const misuseHooks = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
): Promise<(activation: Uint8Array, licence: Uint8Array) => Statement[]> => {
  const live = (await liveWebhooks(store, controller)).filter(({ hears }) => hears('licence.misuse'));
  return (activation, licence) => {
    const now = world.clock();
    const body = JSON.stringify({
      event: 'licence.misuse',
      at: new Date(now).toISOString(),
      licence: toUuid(licence),
      activation: toUuid(activation),
    });
    return live.map(({ webhook }) =>
      statement(tell, { controller, message: newId(world), webhook, activation, licence, body, now }),
    );
  };
};
