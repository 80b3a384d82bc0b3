/** Queuing a message: a row of the same write as what it tells of, so that it leaves after commit or not at all. */
import { newId } from '../../ids.ts';
import { type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

/** An e-mail, whole. */
export interface Mail {
  controller: number;
  /** Its id, where what it tells of must know what became of it. */
  message?: Uint8Array;
  /** What it is: `double_opt_in`, `campaign`, `checkpoint`, `confirmation`, … */
  template: string;
  /** Whom it is about, for the access answer; null for mail to the company itself. */
  person: Uint8Array | null;
  /** The address that it goes to. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Beside the usual ones, such as `List-Unsubscribe`. */
  headers?: Readonly<Record<string, string>>;
  /** A permission that must be live when it is sent, of a person who is usable, has not objected and is not suppressed. */
  permission?: Uint8Array;
  campaign?: Uint8Array;
  /** Not before, Unix milliseconds. */
  due?: number;
}

const queue = sql`
  insert into messages (controller_id, message_id, kind, template, person_id, permission_id, campaign_id, recipient, body,
    created, due, attempts, state)
  values (:controller, :message, 'email', :template, :person, :permission, :campaign, :recipient, :body, :now, :due, 0, 'waiting')`;

/** Queues an e-mail. */
export const queueMail = (world: Pick<World, 'clock' | 'random'>, mail: Mail): Statement => {
  const now = world.clock();
  const { subject, text, html, headers } = mail;
  return statement(queue, {
    controller: mail.controller,
    message: mail.message ?? newId(world),
    template: mail.template,
    person: mail.person,
    permission: mail.permission ?? null,
    campaign: mail.campaign ?? null,
    recipient: mail.to,
    body: JSON.stringify({ subject, text, html, headers }),
    now,
    due: mail.due ?? now,
  });
};

const tell = sql`
  insert into messages (controller_id, message_id, kind, template, person_id, webhook_id, body, created, due, attempts, state)
  select :controller, :message, 'webhook', :event, :person, w.webhook_id, :body, :now, :now, 0, 'waiting'
  from webhooks w
  where w.controller_id = :controller and w.webhook_id = :webhook and w.ended is null`;

/** Queues an event for one webhook that is live. `about` holds ids only, never personal data (DESIGN section 6). */
export const queueHook = (
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  webhook: Uint8Array,
  event: string,
  about: Readonly<Record<string, unknown>>,
  person: Uint8Array | null = null,
): Statement => {
  const message = newId(world);
  const body = JSON.stringify({ event, at: new Date(world.clock()).toISOString(), ...about });
  return statement(tell, { controller, message, webhook, event, person, body, now: world.clock() });
};
