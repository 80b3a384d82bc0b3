/** Tells a webhook one event: signed, over the egress, to nowhere but its own address. */
import { toUuid } from '../../bytes.ts';
import { webhookTo } from '../../register/webhooks.ts';
import type { Readable } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Egress } from '../egress.ts';
import { NotListed } from '../listedHost.ts';
import type { Outcome } from '../outbox/outcome.ts';
import type { Claimed } from '../outbox/rows.ts';
import { NotPublic } from '../publicAddress.ts';
import { signedHeaders } from './sign.ts';

export interface HookNeeds {
  store: Readable;
  world: Pick<World, 'clock'>;
  egress: Pick<Egress, 'post'>;
  /** What the secrets are encrypted under. */
  key: Uint8Array;
}

/** After a failure the others that wait for the same webhook are not tried for so long (ms): one that is dead delays no other. */
const rest = 60_000;

/** Never what the other side says. */
const problemOf = (error: unknown): string => {
  if (error instanceof NotListed) return 'not-listed';
  return error instanceof NotPublic ? 'not-public' : 'unreachable';
};

export const hookDelivery = ({ store, world, egress, key }: HookNeeds) => {
  const resting = new Map<string, number>();
  const tell = async (message: Claimed, webhook: Uint8Array): Promise<Outcome> => {
    const now = world.clock();
    const found = await webhookTo(store, key, message.controller, webhook, now);
    if (!found || message.body === null) return { outcome: 'dropped', problem: 'webhook-ended' };
    const { url, secrets } = found;
    if (secrets.length === 0) return { outcome: 'later', problem: 'secret-unreadable' };
    const headers = signedHeaders(secrets, { id: toUuid(message.message), now, body: message.body });
    try {
      const { status } = await egress.post(url, message.body, headers);
      if (status >= 200 && status < 300) return { outcome: 'sent' };
      // Gone: the other side says that it wants no more.
      if (status === 410) return { outcome: 'failed', problem: 'answered-410' };
      return { outcome: 'later', problem: `answered-${status}` };
    } catch (error) {
      return { outcome: 'later', problem: problemOf(error) };
    }
  };
  return async (message: Claimed): Promise<Outcome> => {
    const { webhook } = message;
    if (webhook === null) return { outcome: 'dropped', problem: 'webhook-ended' };
    const name = `${message.controller} ${toUuid(webhook)}`;
    const until = resting.get(name) ?? 0;
    if (until > world.clock()) return { outcome: 'untried', until };
    const outcome = await tell(message, webhook);
    if (outcome.outcome === 'later') resting.set(name, world.clock() + rest);
    else resting.delete(name);
    return outcome;
  };
};
