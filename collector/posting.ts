/** What leaves, as the collector runs it: the mail server, the webhooks, the daily checkpoint, and what has outlived its time. */
import { type Background, repeat } from './background.ts';
import type { Settings } from './env.ts';
import { tellCheckpoints } from './messages/checkpoints.ts';
import { egress } from './messages/egress.ts';
import { smtp } from './messages/mail/smtp.ts';
import { outboxOf } from './messages/outbox/outbox.ts';
import { tidy } from './messages/outbox/tidy.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

export interface Posting {
  /** Messages that wait, by kind. */
  waiting(): Promise<Record<string, number>>;
  /** Takes up what an earlier process has left, and goes on. */
  start(): Promise<Background[]>;
  /** Lets what is under way end for a moment; what does not is sent after the next start. `jobs`: when they have left off. */
  stop(jobs: Promise<unknown>): Promise<void>;
}

const second = 1000;
const hour = 3_600_000;

/** For so long (ms) a stop lets what is under way end well. */
const patience = 2 * second;

export const posting = (
  { mail, privateHooks }: Settings,
  given: {
    store: Store;
    world: World;
    secretsKey: Uint8Array;
    metrics: Metrics;
    report: (fault: unknown) => void;
  },
): Posting => {
  const { store, world, secretsKey, metrics, report } = given;
  const outbox = outboxOf({
    store,
    world,
    mail: mail && { smtp: smtp({ url: mail.url }), from: mail.from },
    egress: egress({ publicOnly: !privateHooks }),
    key: secretsKey,
    count: metrics,
    report,
  });
  return {
    waiting: outbox.waiting,
    start: async () => {
      await outbox.takeUp();
      return [
        repeat(outbox.mails, second, report),
        repeat(outbox.hooks, second, report),
        repeat((stopped) => tidy(store, world, stopped), hour, report),
        repeat(
          async (stopped) => {
            await tellCheckpoints(store, world, mail !== undefined, stopped);
          },
          hour,
          report,
        ),
      ];
    },
    stop: async (jobs) => {
      const late = setTimeout(outbox.close, patience);
      await jobs;
      clearTimeout(late);
      outbox.close();
    },
  };
};
