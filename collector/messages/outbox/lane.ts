/** A lane of the outbox: sends what is due of one kind, controller by controller, and notes what became of each. */
import { listControllers } from '../../register/controllers.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { afterVisitors } from '../relay/deliver.ts';
import { each } from '../relay/each.ts';
import { pauseAfter } from '../relay/pause.ts';
import type { Outcome } from './outcome.ts';
import { patience, retryAfter } from './retry.ts';
import {
  type Claimed,
  claimDue,
  type Ending,
  endMessage,
  type MessageKind,
  tryLater,
  untried,
} from './rows.ts';

export interface Counted {
  ended(kind: MessageKind, ending: Ending, problem: string): void;
}

export interface LaneNeeds {
  store: Store;
  world: Pick<World, 'clock' | 'random'>;
  kind: MessageKind;
  /** Tries one. A rejection is a fault of ours. */
  send(message: Claimed): Promise<Outcome>;
  /** What else is written when one is given up or sent. `problem`: why it was given up. */
  beside?(message: Claimed, ending: Ending, problem: string | null): Statement[];
  count: Counted;
  report: (fault: unknown) => void;
  /** Told once when nothing can be sent any more. */
  down?(problem: string): void;
  /** Sent at the same time. */
  atOnce: number;
}

export interface Lane {
  /** Sends what is due, until nothing is. */
  run(stopped: () => boolean): Promise<void>;
  /** Why nothing can be sent just now, as a word. */
  trouble(): string | undefined;
}

/** For so long (ms) a message is its sender's alone: longer than any attempt takes. */
const lease = 10 * 60 * 1000;

const hex = (id: Uint8Array): string => Buffer.from(id).toString('hex');

export const laneOf = (needs: LaneNeeds): Lane => {
  const { store, world, kind, count, report, atOnce } = needs;
  /** What the other side has, and could not be noted then (a full disk): before anything else, lest it be sent again. */
  const unnoted = new Map<string, Statement[]>();
  let trouble: string | undefined;
  let failures = 0;
  let restingUntil = 0;

  const note = async (message: Claimed, statements: Statement[]): Promise<void> => {
    const name = `${message.controller} ${hex(message.message)}`;
    unnoted.set(name, statements);
    await store.write(statements, 'import');
    unnoted.delete(name);
  };
  const noteMissed = async (): Promise<void> => {
    for (const [name, statements] of unnoted) {
      await store.write(statements, 'import');
      unnoted.delete(name);
    }
  };
  const end = (message: Claimed, ending: Ending, problem: string | null) => {
    count.ended(kind, ending, problem ?? '');
    return note(message, [
      endMessage(message, ending, world.clock(), problem),
      ...(needs.beside?.(message, ending, problem) ?? []),
    ]);
  };
  /** Nothing goes out: the pause grows with each time in a row. */
  const rest = (problem: string): void => {
    failures += 1;
    if (trouble === undefined) needs.down?.(problem);
    trouble = problem;
    restingUntil = performance.now() + pauseAfter(failures, chance());
  };
  const chance = () => (world.random(1)[0] ?? 0) / 255;

  const one = async (message: Claimed): Promise<void> => {
    if (performance.now() < restingUntil) return note(message, [untried(message, world.clock())]);
    const found = await needs.send(message).catch((fault: unknown): Outcome => {
      report(fault);
      return { outcome: 'later', problem: 'our-fault' };
    });
    switch (found.outcome) {
      case 'sent':
        failures = 0;
        trouble = undefined;
        return end(message, 'sent', null);
      case 'failed':
      case 'dropped':
        return end(message, found.outcome, found.problem);
      case 'untried':
        return note(message, [untried(message, found.until)]);
      case 'later': {
        if (found.down) rest(found.problem);
        const now = world.clock();
        if (now - message.tried >= patience) return end(message, 'failed', found.problem);
        return note(message, [
          tryLater(message, now + retryAfter(message.attempts, chance()), found.problem),
        ]);
      }
      default:
        return found satisfies never;
    }
  };

  return {
    trouble: () => trouble,
    run: async (stopped) => {
      if (performance.now() < restingUntil) return;
      await noteMissed();
      for (let any = true; any && !stopped(); ) {
        any = false;
        for (const controller of await listControllers(store)) {
          if (stopped() || performance.now() < restingUntil) return;
          await afterVisitors(store);
          const now = world.clock();
          const claimed = await claimDue(store, {
            controller,
            kind,
            now,
            until: now + lease,
            most: 4 * atOnce,
          });
          any ||= claimed.length > 0;
          await each(claimed, atOnce, (message) =>
            stopped() ? note(message, [untried(message, world.clock())]) : one(message),
          );
        }
      }
    },
  };
};
