/** The outbox: what waits leaves after commit, e-mail and webhooks each in a lane of their own, so that neither holds the other up. */
import { listControllers } from '../../register/controllers.ts';
import { letterEnded, recipientNotice } from '../../register/nouns/recipientNotices.ts';
import { markFailing, markWorking } from '../../register/webhooks.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Egress } from '../egress.ts';
import { deliverMail } from '../mail/deliver.ts';
import type { Smtp } from '../mail/smtp.ts';
import { hookDelivery } from '../webhooks/deliver.ts';
import { type Counted, laneOf } from './lane.ts';
import { countWaiting, type MessageKind, takeUp } from './rows.ts';

export interface OutboxNeeds {
  store: Store;
  world: Pick<World, 'clock' | 'random' | 'suppressionKeys'>;
  /** Undefined where no server is set: e-mails wait. */
  mail: { smtp: Smtp; from: string } | undefined;
  egress: Egress;
  /** What secrets in the database are encrypted under. */
  key: Uint8Array;
  count: Counted;
  /** Told once when the mail server takes nothing any more, and why, as a word. */
  mailsDown?(problem: string): void;
  report: (fault: unknown) => void;
}

export interface Outbox {
  /** Takes up what an earlier process was sending when it died. */
  takeUp(): Promise<void>;
  /** Sends the e-mails that are due. */
  mails(stopped: () => boolean): Promise<void>;
  /** Tells the webhooks what is due. */
  hooks(stopped: () => boolean): Promise<void>;
  /** Messages that wait, by kind. */
  waiting(): Promise<Record<MessageKind, number>>;
  /** Why no e-mail can be sent just now, as a word; undefined where they can, or no server is set. */
  mailTrouble(): string | undefined;
  /** Ends what is under way: it is sent after the next start. */
  close(): void;
}

export const outboxOf = (needs: OutboxNeeds): Outbox => {
  const { store, world, mail, egress, key, count, report } = needs;
  const shared = { store, world, count, report };
  const mails =
    mail &&
    laneOf({
      ...shared,
      kind: 'email',
      atOnce: 5,
      down: (problem) => needs.mailsDown?.(problem),
      send: (message) => deliverMail({ store, world, ...mail }, message),
      beside: ({ controller, message, template }, _, problem) =>
        template === recipientNotice ? [letterEnded(controller, message, world.clock(), problem)] : [],
    });
  const hooks = laneOf({
    ...shared,
    kind: 'webhook',
    atOnce: 8,
    send: hookDelivery({ store, world, egress, key }),
    beside: ({ controller, webhook }, ending) => {
      if (webhook === null || ending === 'dropped') return [];
      return [
        ending === 'sent'
          ? markWorking(controller, webhook)
          : markFailing(controller, webhook, world.clock()),
      ];
    },
  });
  return {
    takeUp: async () => {
      const controllers = await listControllers(store);
      const now = world.clock();
      await store.write(
        controllers.flatMap((controller) => takeUp(controller, now)),
        'import',
      );
    },
    mails: async (stopped) => mails?.run(stopped),
    hooks: hooks.run,
    mailTrouble: () => mails?.trouble(),
    waiting: async () => {
      const waiting: Record<MessageKind, number> = { email: 0, webhook: 0 };
      for (const controller of await listControllers(store))
        for (const { kind, messages } of await countWaiting(store, controller)) waiting[kind] += messages;
      return waiting;
    },
    close: () => {
      mail?.smtp.close();
      egress.close();
    },
  };
};
