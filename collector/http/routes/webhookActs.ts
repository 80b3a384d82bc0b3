/** What is done to a webhook beside changing it: a new secret, a test, its end; and what it was told lately. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { queueHook } from '../../messages/outbox/queue.ts';
import { deliveriesOf } from '../../register/deliveries.ts';
import { toldEnded } from '../../register/endingRow.ts';
import { endingWebhook, overlap, rotatingSecret } from '../../register/webhooks.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { deliveryAnswer, deliveryOf, withSecret } from './webhookAnswers.ts';
import { answerWebhook, changeWebhook, keepers, webhookAsked } from './webhookShared.ts';

export const webhookActs = (needs: Needs) => {
  const { store, world, secretsKey } = needs;
  return new Hono<StaffEnv>()
    .post(
      '/v1/webhooks/:id/secret',
      describe({
        summary: 'Gives a webhook a new secret',
        description: `Shown in this answer and in no other. For ${overlap / 3_600_000} hours messages are signed with the old one as well.`,
        tag: 'staff',
        answers: { 200: withSecret },
        refusals: [401, 403, 404, 412],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const staff = c.get('staff');
        const before = await webhookAsked(c, needs);
        const { secret, statement } = rotatingSecret(world, secretsKey, staff.controller, before);
        await changeWebhook(c, needs, before.webhook, ['secret'], [statement]);
        return answerWebhook(c, needs, before.webhook, { secret });
      },
    )
    .post(
      '/v1/webhooks/:id/test',
      describe({
        summary: 'Tells a webhook the event webhook.test',
        tag: 'staff',
        answers: { 202: v.object({ queued: v.literal(true) }) },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const { webhook } = await webhookAsked(c, needs);
        await store.write([queueHook(world, c.get('staff').controller, webhook, 'webhook.test', {})]);
        return c.json({ queued: true }, 202);
      },
    )
    .get(
      '/v1/webhooks/:id/deliveries',
      describe({
        summary: 'What a webhook was told lately, the newest first',
        tag: 'staff',
        answers: { 200: v.object({ items: v.array(deliveryAnswer) }) },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const { webhook } = await webhookAsked(c, needs);
        const latest = { before: new Uint8Array(16).fill(0xff), most: 100 };
        const rows = await deliveriesOf(store, c.get('staff').controller, webhook, latest);
        return c.json({ items: rows.map(deliveryOf) });
      },
    )
    .delete(
      '/v1/webhooks/:id',
      describe({
        summary: 'Ends a webhook: it is told nothing any more',
        tag: 'staff',
        answers: { 204: null },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const staff = c.get('staff');
        const { webhook } = await webhookAsked(c, needs);
        const { controller } = staff;
        const now = world.clock();
        await changeWebhook(
          c,
          needs,
          webhook,
          ['ended'],
          [
            endingWebhook(controller, webhook, now),
            ...toldEnded({ world, controller, id: webhook, now, isNew: false }, 'webhooks', now),
          ],
        );
        await needs.journalled().catch(needs.report);
        return c.body(null, 204);
      },
    );
};
