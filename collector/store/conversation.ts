/** Talking to one of the store's threads: starts it, sends in batches, and says aloud when it has died. */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { ConnectionOptions } from './connection.ts';
import { StoreError } from './fault.ts';
import {
  type Answer,
  type Failure,
  type Parcel,
  type Post,
  packer,
  type Reply,
  unpackRows,
} from './parcel.ts';
import type { Role } from './settings.ts';
import { NoRoom, type Row, Unmet } from './store.ts';
import { threadFile } from './threadFile.ts';

/** A thread has ended by itself: nothing can be written or read through it any more. */
export class ThreadEnded extends Error {
  override name = 'ThreadEnded';
}

type Unsent = Parcel extends infer One ? (One extends Parcel ? Omit<One, 'id'> : never) : never;

export interface Conversation extends Pick<ReturnType<typeof packer>, 'pack' | 'packPlanned'> {
  /** Sends at the end of this turn of the event loop; resolves with the rows. */
  ask(parcel: Unsent): Promise<Row[][]>;
  /** How many questions wait for their answer. */
  waiting(): number;
  /** Lets the thread finish everything that was asked, then end. */
  close(): Promise<void>;
}

/** SQLITE_FULL and the input/output errors: the disk, not the write, is at fault. */
const isDisk = (code: string | undefined): boolean => /^SQLITE_(FULL|IOERR)/.test(code ?? '');

const errorOf = ({ unmet, message, code }: Failure): Error => {
  if (unmet) return new Unmet(message);
  return isDisk(code) ? new NoRoom(`The disk is full or fails: ${message}`) : new StoreError(message, code);
};

export interface ConversationOptions {
  role: Role;
  connection: ConnectionOptions;
  /** Told once, when the thread has ended unasked. */
  ended: (error: ThreadEnded) => void;
  /** Told of every transaction. */
  watch?: ((turn: NonNullable<Reply['turn']>) => void) | undefined;
}

/** Starts a thread. The key travels in memory, never on a command line. */
export const converse = ({ role, connection, ended, watch }: ConversationOptions): Conversation => {
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(threadFile, {
    workerData: { role, options: connection, port: port2 },
    transferList: [port2],
    execArgv: [],
    name: `lupa-${role}`,
  });
  const pending = new Map<number, { resolve: (rows: Row[][]) => void; reject: (reason: unknown) => void }>();
  const { pack, packPlanned, lessons } = packer();
  let last = 0;
  let parcels: Parcel[] = [];
  let closing = false;
  let fault: unknown;
  let drained: () => void = () => {};

  // An idle thread keeps no process alive; a question does until it is answered.
  worker.unref();
  port.unref();
  const settle = (): void => {
    if (pending.size > 0) return;
    port.unref();
    drained();
  };
  // No timer: requests that have already arrived join in. With two posts under way the thread has enough to do next, and
  // what comes meanwhile waits for its reply, for each post costs more than what is in it.
  let underway = 0;
  let scheduled = false;
  const schedule = (): void => {
    if (scheduled || parcels.length === 0 || underway >= 2) return;
    scheduled = true;
    setImmediate(send);
  };
  const send = (): void => {
    scheduled = false;
    underway += 1;
    const post: Post = { lessons: lessons(), parcels };
    parcels = [];
    port.postMessage(post);
  };
  const take = ([id, statements, found]: Answer): void => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (Array.isArray(found)) waiting?.resolve(unpackRows(statements, found));
    else waiting?.reject(errorOf(found));
  };
  port.on('message', ({ answers, turn }: Reply) => {
    for (const one of answers) take(one);
    if (turn) watch?.(turn);
    underway = 0;
    schedule();
    settle();
  });
  worker.on('error', (error) => {
    fault = error;
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      resolve();
      if (closing && pending.size === 0) return;
      const why = fault instanceof Error ? `: ${fault.message}` : '';
      const error = new ThreadEnded(
        `The store's ${role} has ended${why}. Start Lupa again: nothing acknowledged is lost.`,
      );
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
      settle();
      ended(error);
    });
  });

  return {
    pack,
    packPlanned,
    ask: (parcel) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        if (pending.size === 0) port.ref();
        pending.set(id, { resolve, reject });
        parcels.push({ ...parcel, id } as Parcel);
        schedule();
      }),
    waiting: () => pending.size,
    close: async () => {
      if (pending.size > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      closing = true;
      worker.ref();
      port.postMessage({ lessons: null, parcels: [{ kind: 'close' }] } satisfies Post);
      await exited;
    },
  };
};
