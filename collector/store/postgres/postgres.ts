/** The engine for several machines: reads over a few connections, writes over two, chosen by the database URL alone. */
import type { Sql } from '../sql.ts';
import { Away, Busy, type Store, type Task } from '../store.ts';
import type { Values } from '../value.ts';
import { connect, type PostgresAddress } from './connect.ts';
import type { Connection } from './connection.ts';
import { type Line, line } from './line.ts';
import { migrate } from './migrate.ts';
import { orUnfit } from './server.ts';
import { type WriterOptions, writer } from './writer.ts';

export interface PostgresOptions extends PostgresAddress {
  clock: () => number;
  /** Told of every transaction: how many writes, how long. */
  watch?: WriterOptions['watch'];
  /** Writes that may wait; more are refused with `Busy`. */
  waiting?: number;
  /** Connections that answer short reads. */
  readers?: number;
}

/** They cannot write, and a question that should be short is ended after a minute. */
export const readerSettings = 'set default_transaction_read_only = on';

const scripts: Record<Task, string> = {
  vacuum: 'vacuum',
  checkpoint: 'select 1',
};

const leastBusy = (lines: readonly Line[]): Line =>
  lines.reduce((best, one) => (one.waiting() < best.waiting() ? one : best));

/** Connects, brings the schema up to date and answers the store. */
export const openPostgres = async (options: PostgresOptions): Promise<Store> => {
  const { clock, watch, waiting = 5000, readers = 4 } = options;
  const open = () => connect(options);
  const first = await open();
  try {
    await migrate(first, clock());
  } catch (error) {
    throw await orUnfit(first, error);
  } finally {
    await first.close();
  }
  const openReading = async (): Promise<Connection> => {
    const connection = await open();
    await connection.exec(readerSettings);
    return connection;
  };
  const reading = Array.from({ length: readers }, () => line(openReading));
  const apart = line(openReading);
  const maintaining = line(open);
  const writing = writer({
    open,
    openToDescribe: () => connect(options, { pipeline: false }),
    most: waiting,
    watch,
  });
  let closed = false;
  const refuseClosed = (): void => {
    if (closed) throw new Busy('The store is closing.');
    const refused = options.succession?.refused();
    if (refused !== undefined) throw new Away(refused);
  };
  const readOn = async <Expected>(one: Line, sql: Sql, values: Values): Promise<Expected[]> => {
    refuseClosed();
    const connection = await one.get();
    return (await connection.run(sql, values)) as Expected[];
  };
  return {
    waiting: writing.waiting,
    read: (sql, values) => readOn(leastBusy(reading), sql, values),
    write: async (write, urgency = 'visitor') => {
      refuseClosed();
      return writing.write(write, urgency);
    },
    readApart: (sql, values) => readOn(apart, sql, values),
    maintain: async (task) => {
      refuseClosed();
      const began = performance.now();
      const connection = await maintaining.get();
      await connection.exec(scripts[task]);
      return performance.now() - began;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await writing.close();
      await Promise.all([...reading, apart, maintaining].map((one) => one.close()));
    },
  };
};
