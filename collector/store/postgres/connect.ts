/** Connecting to the one of the servers that takes writes, and that lacks nothing of what was answered. */
import { Away } from '../store.ts';
import { type Connection, type Reached, type ReachOptions, reach } from './connection.ts';
import { type Demands, UnfitServer } from './server.ts';
import { serversOf } from './servers.ts';
import type { Succession } from './succession.ts';

export interface PostgresAddress extends Demands {
  /** `postgres://user:password@host:port/database`, or with several hosts, of which one takes writes. */
  url: string;
  /** Whether one server may take the place of another; without it, each connection is by itself. */
  succession?: Succession;
}

/** Closed without waiting: nothing was asked of it. */
const leave = ({ connection }: Reached): void => void connection.close().catch(() => {});

const refusal = (errors: readonly unknown[]): unknown => {
  const unfit = errors.find((error) => error instanceof UnfitServer);
  const other = errors.find((error) => !(error instanceof Away));
  if (errors.length === 1 || unfit || other) return unfit ?? other ?? errors[0];
  const sentences = new Set(errors.map((error) => (error as Away).message));
  return new Away(`No server that LUPA_DATABASE_URL names takes writes. ${[...sentences].join(' ')}`);
};

/**
 * The server that is known already, as soon as it answers; else, of all that take writes, the one that was promoted last: the
 * one before it may run still.
 */
const newest = (opening: readonly Promise<Reached>[], succession?: Succession): Promise<Reached> =>
  new Promise((resolve, reject) => {
    const found: Reached[] = [];
    let isTaken = false;
    const take = (taken: Reached): void => {
      isTaken = true;
      for (const one of found) if (one !== taken) leave(one);
      resolve(taken);
    };
    const arrived = opening.map(async (one) => {
      const reached = await one;
      if (isTaken) return leave(reached);
      found.push(reached);
      if (succession?.isKnown(reached.server)) take(reached);
    });
    void Promise.allSettled(arrived).then((all) => {
      if (isTaken) return;
      const [best] = found.sort((one, other) => other.server.timeline - one.server.timeline);
      if (best) take(best);
      else reject(refusal(all.map((one) => (one as PromiseRejectedResult).reason)));
    });
  });

export interface ConnectOptions extends ReachOptions {
  /** Whether it is opened although every server is refused: to tell others so, and nothing else. */
  despite?: boolean;
}

/** Opens a connection. Throws `Away` where no server answers, or none that may be written to. */
export const connect = async (
  { url, durability, failover, succession }: PostgresAddress,
  { despite = false, ...options }: ConnectOptions = {},
): Promise<Connection> => {
  const refused = succession?.refused();
  if (refused !== undefined && !despite) throw new Away(refused);
  const demands: Demands = { ...(durability && { durability }), ...(failover && { failover }) };
  const found = await newest(
    serversOf(url).map((one) => reach(one, demands, options)),
    succession,
  );
  try {
    await succession?.accept(found.server, {
      read: async (sql, values) => (await found.connection.run(sql, values)) as never,
    });
  } catch (error) {
    if (!(despite && succession?.refused() !== undefined)) {
      leave(found);
      throw error;
    }
  }
  return found.connection;
};
