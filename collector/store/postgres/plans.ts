/** Sending planned writes: which plans a session has learned, their values in lists, and the rows that come back. */
import type { Buffer } from 'node:buffer';
import type { Plan } from '../plan.ts';
import type { Row } from '../store.ts';
import { BadValue, type Checked } from '../value.ts';
import { bigints, byteas, integers, texts } from './array.ts';
import { readerOf } from './column.ts';
import type { Connection } from './connection.ts';
import type { Described } from './describe.ts';
import { faultOf } from './fault.ts';
import { type Locks, sentLocks } from './locks.ts';
import { type Learned, type List, learn, planFunctions } from './planFunction.ts';

/** A planned write whose values have been through the guard. */
export interface ReadyPlanned {
  plan: Plan;
  values: readonly Checked[];
}

/** The rows of each statement, or why there are none. */
export type Outcome = { rows: Row[][] } | { error: unknown };

/** What a process has learned of its plans; each session is taught them when it first needs the newest. */
export const plansOf = (open: () => Promise<Connection>) => {
  const learned: Learned[] = [];
  const numbers = new Map<Plan, number>();
  const learning = new Map<Plan, Promise<void>>();
  const study = async (plan: Plan): Promise<void> => {
    // On a connection of its own: plans are few, and learned once.
    const connection = await open();
    try {
      const described = await connection.describe(plan.steps.map(({ sql }) => sql));
      numbers.set(plan, learned.push(learn(plan, described)) - 1);
    } finally {
      await connection.close();
    }
  };
  return {
    learned,
    numberOf: (plan: Plan): number => numbers.get(plan) as number,
    knows: (plan: Plan): boolean => numbers.has(plan),
    /** Asks PostgreSQL what the plan's statements are, once. */
    study: async (plan: Plan): Promise<void> => {
      const asked = learning.get(plan) ?? study(plan);
      learning.set(plan, asked);
      try {
        await asked;
      } finally {
        learning.delete(plan);
      }
    },
  };
};

export type Plans = ReturnType<typeof plansOf>;

/** What the writes' values are, list by list. */
const packed = (plans: Plans, writes: readonly ReadyPlanned[]): Buffer[] => {
  const n: (number | bigint | null)[] = [];
  const t: (string | null)[] = [];
  const b: (Uint8Array | null)[] = [];
  const put: Record<List, (value: Checked) => void> = {
    n: (value) => {
      if (
        typeof value === 'string' ||
        value instanceof Uint8Array ||
        (typeof value === 'number' && !Number.isSafeInteger(value))
      )
        throw new BadValue('A plan was given another kind of value where it takes a whole number.');
      n.push(value);
    },
    t: (value) => {
      if (value instanceof Uint8Array) throw new BadValue('A plan was given bytes where it takes text.');
      t.push(value === null ? null : String(value));
    },
    b: (value) => {
      if (value !== null && !(value instanceof Uint8Array))
        throw new BadValue('A plan was given another kind of value where it takes bytes.');
      b.push(value);
    },
  };
  const numbers = writes.map(({ plan, values }) => {
    const number = plans.numberOf(plan);
    const { lists } = plans.learned[number] as Learned;
    for (const [place, value] of values.entries()) put[lists[place] as List](value);
    return number;
  });
  return [integers(numbers), bigints(n), texts(t), byteas(b)];
};

const rowOf = ({ columns }: Described, cells: string): Row => {
  const found = JSON.parse(cells) as (string | null)[];
  const row: Record<string, Row[string]> = {};
  columns.forEach(({ name, type }, place) => {
    const cell = found[place];
    row[name] = cell === null || cell === undefined ? null : readerOf(type)(cell);
  });
  return row;
};

const failureOf = (cells: string): Error => {
  const [code, message] = JSON.parse(cells) as [string, string];
  return faultOf(Object.assign(new Error(message), { code }));
};

const questions = {
  turn: 'select lupa_place, lupa_step, lupa_cells from pg_temp.lupa_turn($1, $2, $3, $4, $5)',
  apart: 'select lupa_place, lupa_step, lupa_cells from pg_temp.lupa_apart($1, $2, $3, $4, $5)',
} as const;

const taught = new WeakMap<Connection, number>();

/** Teaches the session what it does not know yet, in a transaction of its own. */
export const teach = async (connection: Connection, plans: Plans): Promise<void> => {
  const count = plans.learned.length;
  if (count === 0 || taught.get(connection) === count) return;
  for (const text of planFunctions(plans.learned)) await connection.exec(text);
  taught.set(connection, count);
};

/**
 * Runs planned writes in the order given, in the transaction that was begun or in one of their own. `apart` undoes a bad
 * one alone; else one that fails rejects, and nothing is kept of any. The session has been taught.
 */
export const runPlanned = async (
  connection: Connection,
  plans: Plans,
  writes: readonly ReadyPlanned[],
  locks: Locks,
  apart: boolean,
): Promise<Outcome[]> => {
  const name = apart ? 'apart' : 'turn';
  const rows = await connection.list(`lupa_${name}_${plans.learned.length}`, questions[name], [
    ...packed(plans, writes),
    sentLocks(locks),
  ]);
  const outcomes: Outcome[] = writes.map(({ plan }) => ({ rows: plan.steps.map(() => []) }));
  for (const [place, step, cells] of rows) {
    const outcome = outcomes[Number(place)] as Outcome;
    const { plan } = writes[Number(place)] as ReadyPlanned;
    if (step === '-1') outcomes[Number(place)] = { error: failureOf(cells as string) };
    else if ('rows' in outcome) {
      const described = plans.learned[plans.numberOf(plan)]?.described[Number(step)] as Described;
      try {
        outcome.rows[Number(step)]?.push(rowOf(described, cells as string));
      } catch (error) {
        // It is kept all the same.
        outcomes[Number(place)] = { error };
      }
    }
  }
  return outcomes;
};
