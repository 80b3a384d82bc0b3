/** What is answered of webhooks, and where one may lead. */
import { isIP } from 'node:net';
import * as v from 'valibot';
import { toUuid } from '../../bytes.ts';
import { isListed } from '../../messages/listedHost.ts';
import { isPublic } from '../../messages/publicAddress.ts';
import type { Delivery } from '../../register/deliveries.ts';
import type { Webhook } from '../../register/webhooks.ts';
import type { Needs } from '../needs.ts';

export const answering = v.object({
  id: v.string(),
  version: v.number(),
  url: v.string(),
  events: v.array(v.string()),
  failing: v.nullable(v.string()),
  created: v.string(),
});

/** The secret is in the answer that makes it, and in no other. */
export const withSecret = v.object({ ...answering.entries, secret: v.optional(v.string()) });

const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const shown = ({ webhook, url, events, failing, created, version }: Webhook) => ({
  id: toUuid(webhook),
  version,
  url,
  events: events.split(' '),
  failing: time(failing),
  created: new Date(created).toISOString(),
});

export const deliveryAnswer = v.object({
  id: v.string(),
  event: v.string(),
  state: v.picklist(['waiting', 'sent', 'failed', 'dropped']),
  attempts: v.number(),
  created: v.string(),
  next: v.nullable(v.string()),
  ended: v.nullable(v.string()),
  problem: v.nullable(v.string()),
});

export const deliveryOf = ({ id, event, state, attempts, created, due, ended, problem }: Delivery) => ({
  id: toUuid(id),
  event,
  state,
  attempts,
  created: time(created),
  next: state === 'waiting' ? time(due) : null,
  ended: time(ended),
  problem,
});

/** Why a webhook may not lead there, as far as the address itself tells; undefined where it may. Names are looked up at sending. */
export const addressProblem = (
  url: string,
  { privateHooks, hookHosts }: Pick<Needs, 'privateHooks' | 'hookHosts'>,
): string | undefined => {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  const isHere = /(^|\.)localhost$/.test(literal) || /^127\./.test(literal) || literal === '::1';
  if (protocol !== 'https:' && !(privateHooks && isHere)) return 'Expected an https address.';
  if (!isListed(hostname, hookHosts))
    return 'The operator lets webhooks lead to named hosts alone (LUPA_WEBHOOK_HOSTS): ask them to name this one.';
  if (privateHooks) return undefined;
  if (isHere || (isIP(literal) > 0 && !isPublic(literal)))
    return 'This address is not on the public internet; LUPA_WEBHOOK_PRIVATE allows it where the operator wants that.';
  return undefined;
};
