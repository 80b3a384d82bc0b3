/** How statements travel to a thread: as plain text and numbers, the SQL itself once (ten times quicker than objects with bytes). */
import { Buffer } from 'node:buffer';
import type { Sql } from './sql.ts';
import type { Row, Statement, Urgency } from './store.ts';
import { type Bound, bound, type Checked, checkedValues } from './value.ts';

/** Text begins with `t`, bytes with `b` and are a character each. */
type Packed = string | number | bigint | null;

/** The SQL's number; 1 where it must answer a row; after which place it runs at all, as `whenOf` says; its values. */
type PackedStatement = [sql: number, must: 0 | 1, when: number, ...Packed[]];

/** SQL that the thread has not seen yet. */
export type Lesson = [number: number, text: string, names: readonly string[]];

export type Parcel =
  | { kind: 'write'; id: number; urgency: Urgency; statements: PackedStatement[] }
  | { kind: 'read'; id: number; statements: PackedStatement[] }
  | { kind: 'maintain'; id: number; task: string }
  | { kind: 'copy'; id: number; file: string }
  | { kind: 'close' };

export interface Post {
  lessons: Lesson[];
  parcels: Parcel[];
}

/** An error as it travels; `code` is the driver's, where it is the driver's. */
export interface Failure {
  unmet: boolean;
  message: string;
  code: string | undefined;
}

/** What comes back: the rows of each statement, or why there are none. */
export type Answer = [id: number, rows: Row[][] | null, failure: Failure | null];

export interface Reply {
  answers: Answer[];
  /** How many writes the transaction had and how long it took, commit included. */
  turn?: { writes: number; milliseconds: number };
}

/** A statement as the thread runs it. */
export interface Ready {
  sql: Sql;
  bound: Bound[];
  must: boolean;
  when: Statement['when'];
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
const whenOf = ({ when }: Statement): number => {
  if (!when) return 0;
  return when.found ? when.place + 1 : -when.place - 1;
};

const readWhen = (when: number): Statement['when'] =>
  when === 0 ? undefined : { place: Math.abs(when) - 1, found: when > 0 };

/** Numbers SQL for one thread, and packs statements. Throws `BadValue` for what may not be bound. */
export const packer = () => {
  const numbers = new Map<Sql, number>();
  let lessons: Lesson[] = [];
  const numberOf = (sql: Sql): number => {
    const known = numbers.get(sql);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(sql, number);
    lessons.push([number, sql.text, sql.names]);
    return number;
  };
  return {
    pack: (statements: readonly Statement[]): PackedStatement[] =>
      statements.map((one) => {
        const values = checkedValues(one.sql, one.values);
        return [numberOf(one.sql), one.must ? 1 : 0, whenOf(one), ...values.map(packed)];
      }),
    /** What is new since the last time. */
    lessons: (): Lesson[] => {
      const fresh = lessons;
      lessons = [];
      return fresh;
    },
  };
};

/** Learns SQL and unpacks statements, in the thread. */
export const unpacker = () => {
  const known: Sql[] = [];
  return {
    learn: (lessons: readonly Lesson[]): void => {
      for (const [number, text, names] of lessons) known[number] = { text, names };
    },
    unpack: (statements: readonly PackedStatement[]): Ready[] =>
      statements.map(([number, must, when, ...values]) => {
        const sql = known[number];
        if (!sql) throw new Error(`The thread was not taught statement ${number}.`);
        return { sql, bound: values.map(unpacked), must: must === 1, when: readWhen(when) };
      }),
  };
};
