/** The outbox of a test's collector, run by hand: once through what is due. */
import { afterAll } from 'vitest';
import { type EgressSettings, egress } from '../../collector/messages/egress.ts';
import { type SmtpSettings, smtp } from '../../collector/messages/mail/smtp.ts';
import { type Outbox, outboxOf } from '../../collector/messages/outbox/outbox.ts';
import { type Row, type Sql, sql } from '../../collector/store/store.ts';
import type { TestCollector } from './collector.ts';

export interface Posted {
  outbox: Outbox;
  /** What became of messages: `email sent`, `email dropped objected`, … */
  ended: string[];
  /** Sends what is due: e-mails, then webhooks. */
  run(): Promise<void>;
  /** The rows of the table. */
  rows(): Promise<Row[]>;
}

const all: Sql = sql`select * from messages order by created, message_id`;

export const postingOf = (
  { store, world, needs, faults }: TestCollector,
  settings?: SmtpSettings,
  hooks: EgressSettings = {},
): Posted => {
  const ended: string[] = [];
  const outbox = outboxOf({
    store,
    world,
    mail: settings && {
      smtp: smtp(settings),
      from: 'no-reply@lupa.example',
    },
    egress: egress({ patience: 60_000, ...hooks }),
    key: needs.secretsKey,
    count: {
      ended: (kind, ending, problem) => ended.push(`${kind} ${ending} ${problem}`.trim()),
    },
    report: (fault) => faults.push(fault),
  });
  afterAll(() => outbox.close());
  const never = () => false;
  return {
    outbox,
    ended,
    run: async () => {
      await outbox.mails(never);
      await outbox.hooks(never);
    },
    rows: () => store.read(all, {}),
  };
};
