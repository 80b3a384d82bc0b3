/** How statements travel to a thread: as plain text and numbers, the SQL itself once (ten times quicker than objects with bytes). */
import { Buffer } from 'node:buffer';
import type { Plan, Planned } from './plan.ts';
import type { Sql } from './sql.ts';
import type { Conditions, Row, Statement, Urgency } from './store.ts';
import { BadValue, type Bound, bound, type Checked, checked, checkedValues } from './value.ts';

/** Text begins with `t`, bytes with `b` and are a character each. */
type Packed = string | number | bigint | null;

/** The SQL's number; 1 where it must answer a row; after which place it runs at all, as `whenOf` says; its values. */
type PackedStatement = [sql: number, must: 0 | 1, when: number, ...Packed[]];

/** Values of a plan that the thread has learned. */
type PackedPlanned = [plan: number, ...Packed[]];

/** SQL that the thread has not seen yet, and plans: for each step its SQL, conditions and the places of its values. */
export interface Lessons {
  sqls: [number: number, text: string, names: readonly string[]][];
  plans: [number: number, steps: [sql: number, must: 0 | 1, when: number, ...places: number[]][]][];
}

export type PackedWrite = { statements: PackedStatement[] } | { planned: PackedPlanned };

export type Parcel =
  | { kind: 'write'; id: number; urgency: Urgency; write: PackedWrite }
  | { kind: 'read'; id: number; statements: PackedStatement[] }
  | { kind: 'maintain'; id: number; task: string }
  | { kind: 'close' };

export interface Post {
  lessons: Lessons | null;
  parcels: Parcel[];
}

/** An error as it travels; `code` is the driver's, where it is the driver's. */
export interface Failure {
  unmet: boolean;
  message: string;
  code: string | undefined;
}

/** What comes back of each statement that found any: its place, and the rows. */
export type FoundRows = [place: number, rows: Row[]][];

/** Where a write or a question ended: how many statements it had, and what they found; or why it failed. */
export type Answer = [id: number, statements: number, found: FoundRows | Failure];

/** Most statements find nothing, which need not travel. */
export const packRows = (rows: readonly Row[][]): FoundRows => {
  const found: FoundRows = [];
  rows.forEach((one, place) => {
    if (one.length > 0) found.push([place, one]);
  });
  return found;
};

export const unpackRows = (statements: number, found: FoundRows): Row[][] => {
  const rows: Row[][] = [];
  for (let place = 0; place < statements; place++) rows.push([]);
  for (const [place, one] of found) rows[place] = one;
  return rows;
};

export interface Reply {
  answers: Answer[];
  /** How many writes the transaction had and how long it took, commit included. */
  turn?: { writes: number; milliseconds: number };
}

/** A statement as the thread runs it; `places` are those of its values among the write's. */
export interface ReadyStep {
  sql: Sql;
  must: boolean;
  when: Conditions['when'];
  places: readonly number[];
}

/** A write as the thread runs it: the bindings of a step are put together only where it runs. */
export interface ReadyWrite {
  steps: readonly ReadyStep[];
  given: readonly Bound[];
}

const packed = (value: Checked): Packed => {
  if (typeof value === 'string') return `t${value}`;
  if (value instanceof Uint8Array)
    return `b${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')}`;
  return value;
};

const unpacked = (value: Packed): Bound => {
  if (typeof value !== 'string') return bound(value);
  return value.startsWith('t') ? value.slice(1) : Buffer.from(value.slice(1), 'latin1');
};

/** 0 for always; the place from 1 where a row must have been found, and below 0 where none. */
const whenOf = ({ when }: Conditions): number => {
  if (!when) return 0;
  return when.found ? when.place + 1 : -when.place - 1;
};

const readWhen = (when: number): Conditions['when'] =>
  when === 0 ? undefined : { place: Math.abs(when) - 1, found: when > 0 };

/** Numbers SQL and plans for one thread, and packs writes. Throws `BadValue` for what may not be bound. */
export const packer = () => {
  const numbers = new Map<Sql | Plan, number>();
  let lessons: Lessons | null = null;
  const numbered = <One extends Sql | Plan>(
    one: One,
    teach: (number: number, to: Lessons) => void,
  ): number => {
    const known = numbers.get(one);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(one, number);
    lessons ??= { sqls: [], plans: [] };
    teach(number, lessons);
    return number;
  };
  const sqlNumber = (sql: Sql): number =>
    numbered(sql, (number, { sqls }) => sqls.push([number, sql.text, sql.names]));
  const planNumber = (plan: Plan): number =>
    numbered(plan, (number, { plans }) =>
      plans.push([
        number,
        plan.steps.map((step) => [
          sqlNumber(step.sql),
          step.must ? 1 : 0,
          whenOf(step),
          ...step.from.map((name) => plan.names.indexOf(name)),
        ]),
      ]),
    );
  return {
    pack: (statements: readonly Statement[]): PackedStatement[] =>
      statements.map((one) => {
        const values = checkedValues(one.sql, one.values);
        return [sqlNumber(one.sql), one.must ? 1 : 0, whenOf(one), ...values.map(packed)];
      }),
    packPlanned: ({ plan, values }: Planned): PackedPlanned => {
      const packedUp: PackedPlanned = [planNumber(plan)];
      const { names } = plan;
      if (values.length !== names.length) throw new BadValue('A plan was given too few values, or too many.');
      for (let place = 0; place < names.length; place++)
        packedUp.push(packed(checked(names[place] as string, values[place])));
      return packedUp;
    },
    /** What is new since the last time. */
    lessons: (): Lessons | null => {
      const fresh = lessons;
      lessons = null;
      return fresh;
    },
  };
};

/** Learns SQL and plans, and unpacks writes, in the thread. */
export const unpacker = () => {
  const sqls: Sql[] = [];
  const plans: ReadyStep[][] = [];
  const known = (number: number): Sql => {
    const sql = sqls[number];
    if (!sql) throw new Error(`The thread was not taught statement ${number}.`);
    return sql;
  };
  const unpack = (statements: readonly PackedStatement[]): ReadyWrite => {
    const given: Bound[] = [];
    const steps = statements.map(([number, must, when, ...values]): ReadyStep => {
      const places = values.map((value) => given.push(unpacked(value)) - 1);
      return { sql: known(number), must: must === 1, when: readWhen(when), places };
    });
    return { steps, given };
  };
  const unpackPlanned = ([number, ...values]: PackedPlanned): ReadyWrite => {
    const steps = plans[number];
    if (!steps) throw new Error(`The thread was not taught plan ${number}.`);
    return { steps, given: values.map(unpacked) };
  };
  return {
    learn: (lessons: Lessons): void => {
      for (const [number, text, names] of lessons.sqls) sqls[number] = { text, names };
      for (const [number, steps] of lessons.plans)
        plans[number] = steps.map(([sql, must, when, ...places]) => ({
          sql: known(sql),
          must: must === 1,
          when: readWhen(when),
          places,
        }));
    },
    unpack,
    unpackWrite: (write: PackedWrite): ReadyWrite =>
      'planned' in write ? unpackPlanned(write.planned) : unpack(write.statements),
  };
};
