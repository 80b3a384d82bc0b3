/** What leaves, as the collector runs it: the mail server, the webhooks, the daily checkpoint, and what has outlived its time. */
import type { Background, Begin, Job } from './background.ts';
import type { Settings } from './env.ts';
import { tellCheckpoints } from './messages/checkpoints.ts';
import { egress } from './messages/egress.ts';
import { smtp } from './messages/mail/smtp.ts';
import { outboxOf } from './messages/outbox/outbox.ts';
import { tidy } from './messages/outbox/tidy.ts';
import type { Peers } from './store/peers.ts';
import type { Store } from './store/store.ts';
import type { Watching } from './watching.ts';
import type { World } from './world.ts';

export interface Posting {
  /** What keeps e-mails waiting, as a sentence; undefined where nothing does. */
  mailNote(): string | undefined;
  /** Takes up what an earlier process has left, and goes on: in one of several collectors. */
  start(sole: Begin): Background[];
  /** Lets what is under way end for a moment; what does not is sent after the next start. `jobs`: when they have left off. */
  stop(jobs: Promise<unknown>): Promise<void>;
}

/** Said at every start without a mail server, and by `/ready`: no hindrance, consents and the register work without it. */
export const noMail = 'E-mails wait: set LUPA_SMTP_URL and LUPA_MAIL_FROM to have them sent.';

/** Never the server's own words: they may name somebody. */
const trouble = (problem: string): string =>
  `E-mails wait: the server of LUPA_SMTP_URL does not take them (${problem}).`;

const second = 1000;
const hour = 3_600_000;

/** For so long (ms) a stop lets what is under way end well. */
const patience = 2 * second;

export const posting = (
  { mail, privateHooks, hookHosts }: Settings,
  {
    store,
    peers,
    world,
    secretsKey,
    watch,
  }: { store: Store; peers: Peers; world: World; secretsKey: Uint8Array; watch: Watching },
): Posting => {
  const { metrics, log, report } = watch;
  const outbox = outboxOf({
    store,
    world,
    mail: mail && { smtp: smtp({ url: mail.url }), from: mail.from },
    egress: egress({ publicOnly: !privateHooks, hosts: hookHosts }),
    key: secretsKey,
    count: metrics,
    mailsDown: (problem) => log('error', 'mail-down', trouble(problem)),
    report,
  });
  let taken = { term: 0, up: Promise.resolve() };
  /** Takes up what whoever sent before has left; what it may still be sending is left to it. */
  const takeUp = (): Promise<void> => {
    const term = peers.term();
    if (taken.term === term || term === 0) return taken.up;
    const up = peers.inherits() ? outbox.takeUp() : Promise.resolve();
    taken = { term, up };
    up.catch(() => {
      taken = { term: 0, up: Promise.resolve() };
    });
    return up;
  };
  const afterTakingUp =
    (job: Job): Job =>
    async (stopped) => {
      await takeUp();
      await job(stopped);
    };
  watch.watchMessages(outbox.waiting);
  return {
    mailNote: () => {
      if (!mail) return noMail;
      const problem = outbox.mailTrouble();
      return problem && trouble(problem);
    },
    start: (sole) => [
      sole(afterTakingUp(outbox.mails), second),
      sole(afterTakingUp(outbox.hooks), second),
      sole(() => tidy(store, world), hour),
      sole(async (stopped) => {
        await tellCheckpoints(store, world, mail !== undefined, stopped);
      }, hour),
    ],
    stop: async (jobs) => {
      const late = setTimeout(outbox.close, patience);
      await jobs;
      clearTimeout(late);
      outbox.close();
    },
  };
};
