/** Webhooks of a controller: made, read, changed. The secret is shown once. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { webhook as entries } from '../../../shared/register/webhook.ts';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { actOn } from '../../register/recordEvents.ts';
import { editingWebhook, makingWebhook, pageWebhooks } from '../../register/webhooks.ts';
import { Unmet } from '../../store/store.ts';
import { readBody, staffMost } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import { attempted, demandMatch, matchParameter } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { webhookActs } from './webhookActs.ts';
import { addressProblem, answering, shown, withSecret } from './webhookAnswers.ts';
import { answerWebhook, changeWebhook, keepers, webhookAsked } from './webhookShared.ts';

const editing = v.partial(v.object(entries));

export const webhooks = (needs: Needs) => {
  const { store, world, secretsKey } = needs;
  const checked = (url: string): string => {
    const problem = addressProblem(url, needs);
    if (problem) throw new Problem('wrong-body', problem, '/url');
    return url;
  };
  return new Hono<StaffEnv>()
    .get(
      '/v1/webhooks',
      describe({
        summary: 'Lists webhooks',
        description: '`failing` says since when messages to it are given up; null where they arrive.',
        tag: 'staff',
        parameters: pagingParameters,
        answers: { 200: v.object({ items: v.array(answering), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const { after, most } = pageOf(c);
        const rows = await pageWebhooks(store, c.get('staff').controller, after, most + 1);
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map(shown),
          ...(rows.length > most && last && { next: toUuid(last.webhook) }),
        });
      },
    )
    .post(
      '/v1/webhooks',
      describe({
        summary: 'Makes a webhook',
        description: 'The secret that it is signed with is in this answer and in no other.',
        tag: 'staff',
        body: v.object(entries),
        parameters: [idempotencyParameter],
        answers: { 201: withSecret, 200: answering },
        refusals: [400, 401, 403, 413, 415, 422],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const staff = c.get('staff');
        const body = await readBody(c, v.object(entries), staffMost);
        const url = checked(body.url);
        const again = repeatable(c, store, staff, body, world.clock());
        const known = await again.before();
        if (known) return answerWebhook(c, needs, known);
        const { controller } = staff;
        const made = makingWebhook(world, secretsKey, { controller, url, events: body.events });
        const about = { noun: 'webhooks', id: toUuid(made.webhook) };
        try {
          await store.write([
            made.statement,
            ...again.remembering(made.webhook),
            ...actOn(world, staff, 'record-made', about, []),
          ]);
        } catch (error) {
          const other = error instanceof Unmet && (await again.before());
          if (other) return answerWebhook(c, needs, other);
          throw error;
        }
        return answerWebhook(c, needs, made.webhook, { status: 201, secret: made.secret });
      },
    )
    .get(
      '/v1/webhooks/:id',
      describe({
        summary: 'Reads a webhook',
        tag: 'staff',
        answers: { 200: answering },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => answerWebhook(c, needs, (await webhookAsked(c, needs)).webhook),
    )
    .patch(
      '/v1/webhooks/:id',
      describe({
        summary: 'Changes where a webhook leads or what it hears',
        tag: 'staff',
        body: editing,
        parameters: [matchParameter],
        answers: { 200: answering },
        refusals: [400, 401, 403, 404, 412, 413, 415, 422, 428],
        security: 'staff',
      }),
      staffOnly(needs, keepers),
      async (c) => {
        const staff = c.get('staff');
        const body = await readBody(c, editing, staffMost);
        return attempted(c, async () => {
          const before = await webhookAsked(c, needs);
          demandMatch(c, before.version);
          const url = checked(body.url ?? before.url);
          const events = body.events ?? before.events.split(' ');
          const one = editingWebhook(staff.controller, before, { url, events });
          await changeWebhook(c, needs, before.webhook, Object.keys(body), [one]);
          return answerWebhook(c, needs, before.webhook);
        });
      },
    )
    .route('/', webhookActs(needs));
};
