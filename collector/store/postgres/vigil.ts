/**
 * Keeping watch over a connection that is silent. A server that vanished without a word would be waited for until the system
 * gives up, which takes it a quarter of an hour; one that is only slow is let be, however long it takes.
 */
import pg from 'pg';
import { stateOf } from './fault.ts';

/** Between two looks, milliseconds. */
const interval = 2000;
/** What the server may take to say that it lives (ms). */
const patience = 5000;
/** So often in a row it must have said nothing. */
const most = 2;

// Whose session is idle has answered already: the answer is lost.
const question = `
  select 1 from pg_stat_activity
  where pid = $1 and (state <> 'idle' or state_change > clock_timestamp() - interval '10 seconds')`;

/** It has said that it has ended, or is ending. */
const isGone = (state: string | undefined): boolean => /^(57P0[1-5]|ECONNREFUSED|ENOENT)$/.test(state ?? '');

export interface Watched {
  /** Of the one server. */
  url: string;
  /** Number of the server's process. */
  pid: number;
  /** Questions that wait for an answer. */
  waiting: () => number;
  /** Answers that came. */
  answered: () => number;
  /** Ends the connection: whoever waits is told. */
  end: () => void;
}

type Sign = 'lives' | 'has ended' | 'is silent';

const ask = async (url: string, pid: number): Promise<Sign> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    fallback_application_name: 'lupa',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(question, [pid]);
    return rows.length > 0 ? 'lives' : 'has ended';
  } catch (error) {
    const state = stateOf(error);
    if (isGone(state)) return 'has ended';
    // It has no connection left, or refuses us: it has spoken.
    return state !== undefined && /^[0-9A-Z]{5}$/.test(state) && !state.startsWith('E')
      ? 'lives'
      : 'is silent';
  } finally {
    client.end().catch(() => {});
  }
};

/** Looks every other second whether something waits that nothing came for; then asks the server. Answers what ends the watch. */
export const keepVigil = ({ url, pid, waiting, answered, end }: Watched): (() => void) => {
  let seen = -1;
  let silent = 0;
  let asking = false;
  const look = async (): Promise<void> => {
    if (asking) return;
    const now = answered();
    const stands = waiting() > 0 && now === seen;
    seen = waiting() > 0 ? now : -1;
    if (!stands) {
      silent = 0;
      return;
    }
    asking = true;
    const sign = await ask(url, pid);
    asking = false;
    if (waiting() === 0 || answered() !== now) return;
    silent = sign === 'is silent' ? silent + 1 : 0;
    if (sign === 'lives') seen = -1;
    if (sign === 'has ended' || silent >= most) end();
  };
  const timer = setInterval(() => void look(), interval).unref();
  return () => clearInterval(timer);
};
