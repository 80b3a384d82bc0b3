/** What comes out of PostgreSQL as text, as libSQL would have given it: numbers, text, bytes, never a boolean. */
import { Buffer } from 'node:buffer';

/** A value of a row. */
export type Cell = string | number | Uint8Array | null;

/** A number that JavaScript cannot hold: given rounded, it would name another row. */
export class UnsafeNumber extends RangeError {
  override name = 'UnsafeNumber';
}

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new UnsafeNumber('A whole number is too large to be given.');
  return number;
};

/** `\x0a` as the bytes that it says, in memory of their own. */
const bytes = (text: string): Uint8Array => {
  const made = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(made.buffer.slice(made.byteOffset, made.byteOffset + made.length));
};

const fraction = (text: string): number => (text.includes('.') ? Number(text) : whole(text));

/** By the number that PostgreSQL gives a type (`select oid, typname from pg_type`). */
const readers = new Map<number, (text: string) => Cell>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [17, bytes],
  [20, whole],
  [21, whole],
  [23, whole],
  [26, whole],
  [700, Number],
  [701, Number],
  [1700, fraction],
]);

const asItIs = (text: string): Cell => text;

/** What reads the text of a column of this type. */
export const readerOf = (type: number): ((text: string) => Cell) => readers.get(type) ?? asItIs;
