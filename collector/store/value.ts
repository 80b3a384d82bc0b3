/** What may be bound to a statement: the guard before a driver that aborts the process on some values (TOOLCHAIN.md, 3). */
import { Buffer } from 'node:buffer';
import type { Sql } from './sql.ts';

/** A value in a statement. Booleans become 0 and 1; `undefined` is a forgotten value and refused. */
export type Value = string | number | bigint | boolean | Uint8Array | null;
export type Values = Readonly<Record<string, Value>>;

/** A value that the driver is known to bind as it is. */
export type Bound = string | number | bigint | Buffer | null;

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/** Refused before it reaches the driver: a fault of the caller, never of the visitor. */
export class BadValue extends TypeError {
  override name = 'BadValue';
}

/** A value that may be bound, before it is turned into what the driver wants. */
export type Checked = string | number | bigint | Uint8Array | null;

/** The value itself, if it may be bound. Throws `BadValue`, which names the parameter and never holds the value. */
export const checked = (name: string, value: unknown): Checked => {
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'number':
      if (!Number.isFinite(value)) throw new BadValue(`:${name} is not a finite number.`);
      return value;
    case 'bigint':
      if (value < least || value > most) throw new BadValue(`:${name} does not fit into 64 bits.`);
      return value;
    case 'string':
      if (value.includes('\0')) throw new BadValue(`:${name} contains NUL, where the driver cuts text.`);
      if (!value.isWellFormed()) throw new BadValue(`:${name} is not well-formed Unicode.`);
      return value;
    case 'object':
      if (value === null || value instanceof Uint8Array) return value;
      throw new BadValue(`:${name} is an object.`);
    default:
      throw new BadValue(`:${name} is ${typeof value}.`);
  }
};

/** The value as the driver may have it. */
export const bound = (value: Checked): Bound => {
  // Every JavaScript number binds as REAL otherwise, and an untyped expression would stay one.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  return value instanceof Uint8Array ? Buffer.from(value) : value;
};

const isComplete = (statement: Sql, values: Values): boolean =>
  typeof values === 'object' &&
  values !== null &&
  Object.keys(values).length === statement.names.length &&
  statement.names.every((name) => Object.hasOwn(values, name));

/** Says what is missing and what is beside the statement's parameters. */
const complain = (statement: Sql, values: Values): void => {
  const given = Object.keys(values);
  const missing = statement.names.filter((name) => !Object.hasOwn(values, name));
  const surplus = given.filter((name) => !statement.names.includes(name));
  if (missing.length > 0) throw new BadValue(`Missing: ${missing.map((name) => `:${name}`).join(', ')}.`);
  if (surplus.length > 0) throw new BadValue(`Unknown: ${surplus.map((name) => `:${name}`).join(', ')}.`);
};

/** The values of a statement, in order, complete and nothing beside them. */
export const checkedValues = (statement: Sql, values: Values): Checked[] => {
  if (!isComplete(statement, values)) complain(statement, values);
  return statement.names.map((name) => checked(name, values[name]));
};

/** The bindings of a statement, in order, complete and nothing beside them. */
export const bindings = (statement: Sql, values: Values): Bound[] =>
  checkedValues(statement, values).map(bound);
