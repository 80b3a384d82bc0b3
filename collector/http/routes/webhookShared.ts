/** What the calls about webhooks share: who may make them, which webhook is meant, and how it is answered. */
import type { Context } from 'hono';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { actOn } from '../../register/recordEvents.ts';
import { findWebhook, type Webhook } from '../../register/webhooks.ts';
import type { Role } from '../../store/catalogue.ts';
import { type Statement, Unmet } from '../../store/store.ts';
import { tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import type { StaffEnv } from '../staffOnly.ts';
import { shown } from './webhookAnswers.ts';

export const keepers: readonly Role[] = ['administrator', 'data_protection_officer'];

const unknown = () => new Problem('not-found', 'There is no such webhook: list them.');

/** The webhook in the path. */
export const webhookAsked = async (c: Context<StaffEnv>, { store }: Needs): Promise<Webhook> => {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) && (await findWebhook(store, c.get('staff').controller, fromUuid(id)));
  if (!found) throw unknown();
  return found;
};

/** Answers the webhook as it is now; with its secret where it has a new one. */
export const answerWebhook = async (
  c: Context<StaffEnv>,
  { store }: Needs,
  webhook: Uint8Array,
  { status = 200, secret }: { status?: 200 | 201; secret?: string } = {},
) => {
  const found = await findWebhook(store, c.get('staff').controller, webhook);
  if (!found) throw unknown();
  c.header('ETag', tagOf(found.version));
  if (status === 201) c.header('Location', `/v1/webhooks/${toUuid(webhook)}`);
  return c.json({ ...shown(found), ...(secret !== undefined && { secret }) }, status);
};

/** Changes a webhook, and says so in the ledger. */
export const changeWebhook = async (
  c: Context<StaffEnv>,
  { store, world }: Needs,
  webhook: Uint8Array,
  members: readonly string[],
  change: readonly Statement[],
): Promise<void> => {
  const about = { noun: 'webhooks', id: toUuid(webhook), members };
  try {
    await store.write([...change, ...actOn(world, c.get('staff'), 'record-changed', about, [])]);
  } catch (error) {
    if (error instanceof Unmet)
      throw new Problem('changed-meanwhile', 'The webhook has changed since: read it again.');
    throw error;
  }
};
