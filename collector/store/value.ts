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

/** The value as the driver may have it. Throws `BadValue`, which names the parameter and never holds the value. */
export const guarded = (name: string, value: unknown): Bound => {
  switch (typeof value) {
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      if (!Number.isFinite(value)) throw new BadValue(`:${name} is not a finite number.`);
      // Every JavaScript number binds as REAL otherwise, and an untyped expression would stay one.
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'bigint':
      if (value < least || value > most) throw new BadValue(`:${name} does not fit into 64 bits.`);
      return value;
    case 'string':
      if (value.includes('\0')) throw new BadValue(`:${name} contains NUL, where the driver cuts text.`);
      if (!value.isWellFormed()) throw new BadValue(`:${name} is not well-formed Unicode.`);
      return value;
    case 'object':
      if (value === null) return null;
      if (value instanceof Uint8Array) return Buffer.from(value);
      throw new BadValue(`:${name} is an object.`);
    default:
      throw new BadValue(`:${name} is ${typeof value}.`);
  }
};

/** The bindings of a statement, in order, complete and nothing beside them. */
export const bindings = (statement: Sql, values: Values): Bound[] => {
  const given = Object.keys(values);
  const missing = statement.names.filter((name) => !Object.hasOwn(values, name));
  const surplus = given.filter((name) => !statement.names.includes(name));
  if (missing.length > 0) throw new BadValue(`Missing: ${missing.map((name) => `:${name}`).join(', ')}.`);
  if (surplus.length > 0) throw new BadValue(`Unknown: ${surplus.map((name) => `:${name}`).join(', ')}.`);
  return statement.names.map((name) => guarded(name, values[name]));
};
