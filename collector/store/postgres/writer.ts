/** Writing: gathers what waits into turns, which two connections run in turns, so that one commits while the other is told. */
import { commitQueue } from '../queue.ts';
import { Away, Busy, type Planned, type Row, type Statement, type Urgency } from '../store.ts';
import { BadValue, checked, checkedValues } from '../value.ts';
import { type Connection, sent } from './connection.ts';
import { type Line, line } from './line.ts';
import { lockFunction } from './locks.ts';
import { plansOf, teach } from './plans.ts';
import { type ReadyWrite, runTurn } from './turn.ts';

/** The name under which a statement's values tell whose rows it writes. */
const naming = 'controller';

const ready = (write: readonly Statement[] | Planned): ReadyWrite => {
  if (!('plan' in write)) {
    const controllers = write.flatMap(({ sql, values }) =>
      sql.names.includes(naming) ? Number(values[naming]) : [],
    );
    return {
      controllers,
      steps: write.map(({ sql, values, ...conditions }) => ({
        ...conditions,
        sql,
        values: checkedValues(sql, values).map(sent),
      })),
    };
  }
  const { plan } = write;
  if (write.values.length !== plan.names.length)
    throw new BadValue('A plan was given too few values, or too many.');
  const values = plan.names.map((name, place) => checked(name, write.values[place]));
  const place = plan.names.indexOf(naming);
  return { controllers: place < 0 ? [] : [Number(values[place])], planned: { plan, values } };
};

/** A collector's writing session: planned once, whatever the values, and by index, however small a table was then. */
const settings = `
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off`;

/** So long a visitor waits at most (ms): a commit that no synchronous standby takes would wait until one is there. */
const longest = 30_000;

interface Waiting {
  write: ReadyWrite;
  /** Whoever asked was told to come again: what was not begun is not done. */
  late?: true;
  resolve(rows: Row[][]): void;
  reject(error: unknown): void;
}

export interface WriterOptions {
  open: () => Promise<Connection>;
  /** A connection that describes statements. */
  openToDescribe: () => Promise<Connection>;
  /** Writes that may wait. */
  most: number;
  watch?: ((turn: { writes: number; milliseconds: number }) => void) | undefined;
  /** Turns that may be under way at once. */
  connections?: number;
}

export const writer = ({ open, openToDescribe, most, watch, connections = 2 }: WriterOptions) => {
  const plans = plansOf(openToDescribe);
  const queue = commitQueue<Waiting>();
  const openWriting = async (): Promise<Connection> => {
    const connection = await open();
    try {
      await connection.exec(settings);
      await connection.exec(lockFunction);
      return {
        ...connection,
        // Its functions are dropped at its end, which no standby need have.
        close: async () => {
          connection.exec('set synchronous_commit = local').catch(() => {});
          await connection.close();
        },
      };
    } catch (error) {
      await connection.close();
      throw error;
    }
  };
  const idle: Line[] = Array.from({ length: connections }, () => line(openWriting));
  const lines = [...idle];
  let underway = 0;
  let drained: () => void = () => {};

  const runOn = async (one: Line, all: readonly Waiting[]): Promise<void> => {
    const began = performance.now();
    const taken = all.filter(({ late }) => !late);
    if (taken.length === 0) return;
    const writes = taken.map(({ write }) => write);
    for (const write of writes)
      if ('planned' in write && !plans.knows(write.planned.plan)) await plans.study(write.planned.plan);
    const connection = await one.get();
    await teach(connection, plans);
    const outcomes = await runTurn(connection, plans, writes);
    watch?.({ writes: taken.length, milliseconds: performance.now() - began });
    taken.forEach(({ resolve, reject }, place) => {
      const outcome = outcomes[place] ?? { error: new Error('The turn left a write unanswered.') };
      if ('rows' in outcome) resolve(outcome.rows);
      else reject(outcome.error);
    });
  };

  let scheduled = false;
  const start = (): void => {
    scheduled = false;
    for (let one = idle.shift(); one; one = idle.shift()) {
      const line = one;
      const taken = queue.take();
      if (taken.length === 0) {
        idle.unshift(line);
        break;
      }
      underway += taken.length;
      runOn(line, taken)
        .catch((error: unknown) => {
          for (const { reject } of taken) reject(error);
        })
        .finally(() => {
          underway -= taken.length;
          idle.push(line);
          start();
          if (underway + queue.waiting() === 0) drained();
        });
    }
  };
  // No timer: requests that have already arrived join in.
  const schedule = (): void => {
    if (scheduled || idle.length === 0) return;
    scheduled = true;
    setImmediate(start);
  };

  return {
    waiting: () => underway + queue.waiting(),
    write: async (given: readonly Statement[] | Planned, urgency: Urgency): Promise<Row[][]> => {
      if (underway + queue.waiting() >= most) throw new Busy('Too many writes wait.');
      const write = ready(given);
      return new Promise((resolve, reject) => {
        const one: Waiting = { write, resolve, reject };
        if (urgency === 'visitor') {
          const lateness = setTimeout(() => {
            one.late = true;
            reject(
              new Away(
                'Writes wait: for the disk, for a lock, or for a synchronous standby that is not there.',
              ),
            );
          }, longest).unref();
          one.resolve = (rows) => {
            clearTimeout(lateness);
            resolve(rows);
          };
          one.reject = (error) => {
            clearTimeout(lateness);
            reject(error);
          };
        }
        queue.add(one, urgency);
        schedule();
      });
    },
    close: async (): Promise<void> => {
      if (underway + queue.waiting() > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      await Promise.all(lines.map((one) => one.close()));
    },
  };
};
