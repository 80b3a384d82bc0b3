/** A webhook: where a controller's own system wants to be told, and of what. */
import * as v from 'valibot';
import { text } from '../text.ts';

export const webhookAddress = v.pipe(
  text(2048),
  v.check(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value) && !/[#@]/.test(value),
    'An https address without a name, a password and a fragment.',
  ),
);

export const hookEvents = [
  'person.created',
  'person.changed',
  'person.erased',
  'person.objected',
  'permission.given',
  'permission.ended',
  'licence.misuse',
  'import.done',
  'ledger.checkpoint',
  'incident.raised',
  'incident.changed',
  'incident.overdue',
  'request.overdue',
  'webhook.test',
] as const;

/** What a webhook can be told. */
export type HookEvent = (typeof hookEvents)[number];

const events = v.pipe(
  v.array(
    v.picklist(['*', ...hookEvents], `Expected one of: *, ${hookEvents.join(', ')}.`),
    'Expected a list.',
  ),
  v.minLength(1, 'At least one event; "*" is all of them.'),
  v.maxLength(hookEvents.length + 1, 'Each event once.'),
  v.check((names) => new Set(names).size === names.length, 'Each event once.'),
);

export const webhook = { url: webhookAddress, events };
