/** The program of the store's threads: the writer, which owns the one connection that writes, and readers. */
import { statSync } from 'node:fs';
import { isMainThread, type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import {
  type Answer,
  type Failure,
  type Parcel,
  type Post,
  packRows,
  type ReadyWrite,
  type Reply,
  unpacker,
} from './parcel.ts';
import { commitQueue } from './queue.ts';
import { type Role, settingsOf } from './settings.ts';
import { type Task, Unmet } from './store.ts';
import { type Outcome, runTurn, runWrite } from './turn.ts';

/** What a thread is started with. */
export interface ThreadData {
  role: Role;
  options: ConnectionOptions;
  port: MessagePort;
}

const taskScripts: Record<Task, string> = {
  vacuum: 'vacuum; pragma wal_checkpoint(truncate)',
  checkpoint: 'pragma wal_checkpoint(passive)',
};

/** A log that somebody was reading is not emptied, and SQLite does not call that an error. */
const checkEmptied = (file: string): void => {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new Error(
      'The log could not be emptied, for somebody reads it: what was erased may still be in it.',
    );
};

const failureOf = (error: unknown): Failure => ({
  unmet: error instanceof Unmet,
  message: error instanceof Error ? error.message : 'An error that is none.',
  code: (error as { code?: string } | null)?.code,
});

const answerOf = (id: number, outcome: Outcome): Answer =>
  'rows' in outcome ? [id, outcome.rows.length, packRows(outcome.rows)] : [id, 0, failureOf(outcome.error)];

/** Serves the other side of the port until it is told to close. */
const serve = ({ role, options, port }: ThreadData): void => {
  const connection: Connection = connect(options);
  connection.exec(settingsOf[role]);

  const { learn, unpack, unpackWrite } = unpacker();
  const writes = commitQueue<{ id: number; write: ReadyWrite }>();
  const others: Exclude<Parcel, { kind: 'write' }>[] = [];

  const take = ({ lessons, parcels }: Post): void => {
    if (lessons) learn(lessons);
    for (const parcel of parcels) {
      if (parcel.kind !== 'write') others.push(parcel);
      else writes.add({ id: parcel.id, write: unpackWrite(parcel.write) }, parcel.urgency);
    }
  };

  const reply = (answers: Answer[], turn?: Reply['turn']): void =>
    port.postMessage({ answers, ...(turn && { turn }) } satisfies Reply);

  const commit = (): void => {
    const taken = writes.take();
    if (taken.length === 0) return;
    const began = performance.now();
    const outcomes = runTurn(
      connection,
      taken.map(({ write }) => write),
    );
    const answers = taken.map(({ id }, place) =>
      answerOf(id, outcomes[place] ?? { error: new Error('The turn left a write unanswered.') }),
    );
    reply(answers, { writes: taken.length, milliseconds: performance.now() - began });
  };

  const carryOut = (parcel: (typeof others)[number]): Outcome => {
    try {
      switch (parcel.kind) {
        case 'read':
          return { rows: runWrite(connection, unpack(parcel.statements)) };
        case 'maintain': {
          const began = performance.now();
          connection.exec(taskScripts[parcel.task as Task]);
          if (parcel.task === 'vacuum') checkEmptied(options.file);
          return { rows: [[{ milliseconds: performance.now() - began }]] };
        }
        case 'close':
          try {
            if (role === 'writer') connection.exec('pragma wal_checkpoint(truncate)');
          } finally {
            connection.close();
            port.close();
          }
          return { rows: [] };
        default:
          return parcel satisfies never;
      }
    } catch (error) {
      return { error };
    }
  };

  // Gathers what has come meanwhile before each turn, without going back to the event loop.
  port.on('message', (post: Post) => {
    take(post);
    while (writes.waiting() + others.length > 0) {
      for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port))
        take(more.message as Post);
      commit();
      const other = writes.waiting() === 0 || others[0]?.kind !== 'close' ? others.shift() : undefined;
      if (!other) continue;
      const outcome = carryOut(other);
      if (other.kind !== 'close') reply([answerOf(other.id, outcome)]);
    }
  });
};

// Tests load every module; only a thread has something to serve.
if (!isMainThread) serve(workerData as ThreadData);
