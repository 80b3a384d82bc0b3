/**
 * The collectors over one PostgreSQL. One of them leads: whoever holds an advisory lock of its session, which the server gives
 * back when the session ends, however it ends. What they tell each other are notifications, which no table keeps.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { mostTold, type Peers } from '../peers.ts';
import { connect, type PostgresAddress } from './connect.ts';
import type { Connection } from './connection.ts';
import { line } from './line.ts';

/** Ours among the advisory locks, apart from those of writers and migrations. */
const space = 0x4c757063;
const leading = 1;
const starting = 2;

const channel = 'lupa';
const telling = `select pg_notify('${channel}', $1)::text`;

/** Between two signs of life, milliseconds. */
const interval = 1000;
/** A server that says nothing for so long (ms) is gone. */
const patience = 3000;
/** Whoever had no answer for so long (ms) no longer believes that it leads. */
const believed = 5000;
/** Whoever gave no sign for so long hangs: its session is ended, and the lock is free. Longer than it believes by itself. */
const hangs = '10 seconds';

const tryToLead = `select pg_try_advisory_lock(${space}, ${leading})::text`;
const endHanging = `
  select pg_terminate_backend(a.pid)::text
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.granted and l.classid = ${space} and l.objid = ${leading} and l.objsubid = 2
    and l.database = (select oid from pg_database where datname = current_database())
    and a.state = 'idle' and a.state_change < clock_timestamp() - interval '${hangs}'`;

/** Told by one that has found that the server lacks what it had answered. */
const refusing = 'refused';

export interface PeersOptions {
  /** Takes a fault of ours or of the connection, once until it is over. */
  report: (fault: unknown) => void;
}

/** Connects, and tries to lead from now on. */
export const openPeers = async (address: PostgresAddress, { report }: PeersOptions): Promise<Peers> => {
  const { succession } = address;
  const listeners = new Map<string, (what: unknown) => void>();
  if (succession) listeners.set(refusing, (why) => succession.refuse(String(why)));
  const heard = (text: string): void => {
    const [topic, what] = JSON.parse(text) as [string, unknown];
    listeners.get(topic)?.(what);
  };
  const open = async (): Promise<Connection> => {
    const connection = await connect(address, { heard, despite: true });
    await connection.exec(`listen ${channel}`);
    return connection;
  };
  const own = line(open);
  let holding: Connection | undefined;
  let answered = Number.NEGATIVE_INFINITY;
  let term = 0;
  let inherits = true;
  let hasEnded = false;
  let told = false;
  let closed = false;
  const closing = new AbortController();

  /** A sign of life of whoever leads; a try to lead of everyone else. */
  const beatOn = async (connection: Connection): Promise<void> => {
    const asked = performance.now();
    const refused = succession?.refused();
    if (refused !== undefined) {
      // What one of them knows to be missing, none may go on without.
      await connection.list('lupa_tell', telling, [JSON.stringify([refusing, refused])]);
      return;
    }
    if (holding === connection) {
      await connection.list('lupa_beat', `select 'beat'`, []);
      answered = asked;
      return;
    }
    holding = undefined;
    const [[led] = []] = await connection.list('lupa_lead', tryToLead, []);
    if (led === 'true') {
      holding = connection;
      answered = asked;
      term += 1;
      inherits = !hasEnded;
      hasEnded = false;
      return;
    }
    hasEnded = (await connection.list('lupa_hanging', endHanging, [])).length > 0;
  };
  const beat = async (): Promise<void> => {
    const connection = await own.get();
    // Whoever asks a server that vanished would wait for minutes.
    const late = setTimeout(connection.abort, patience);
    await beatOn(connection).finally(() => clearTimeout(late));
  };
  const leads = (): boolean =>
    holding !== undefined &&
    !holding.ended() &&
    !closed &&
    succession?.refused() === undefined &&
    performance.now() - answered < believed;

  await beat();
  const beating = (async () => {
    while (!closed) {
      await pause(interval, undefined, { ref: false, signal: closing.signal }).catch(() => {});
      if (closed) return;
      await beat().then(
        () => {
          told = false;
        },
        (fault: unknown) => {
          if (!told && !closed) report(fault);
          told = true;
        },
      );
    }
  })();

  return {
    term: () => (leads() ? term : 0),
    inherits: () => inherits,
    alone: async (run) => {
      // A session of its own: others' beats go on while it waits.
      const session = await connect(address);
      try {
        await session.exec(`select pg_advisory_lock(${space}, ${starting})`);
        return await run();
      } finally {
        await session.close();
      }
    },
    tell: (topic, what) => {
      const text = JSON.stringify([topic, what]);
      if (Buffer.byteLength(text) > mostTold) throw new RangeError('So much cannot be told at once.');
      own
        .get()
        .then((connection) => connection.list('lupa_tell', telling, [text]))
        .catch(() => {});
    },
    hear: (topic, listener) => {
      listeners.set(topic, listener);
    },
    close: async () => {
      closed = true;
      closing.abort();
      await own.close();
      await beating;
    },
  };
};
