/** Arrays as PostgreSQL takes them in binary: many writes' values in three parameters, without quoting a byte. */
import { Buffer } from 'node:buffer';

/** Types of the elements, by PostgreSQL's numbers. */
export const elements = { bytea: 17, bigint: 20, integer: 23, text: 25 } as const;

const header = 20;

const begun = (size: number, type: number, length: number): Buffer => {
  // An empty one has no dimension.
  const made = Buffer.allocUnsafe(length === 0 ? 12 : size);
  made.writeInt32BE(length === 0 ? 0 : 1, 0);
  made.writeInt32BE(1, 4); // there may be nulls
  made.writeInt32BE(type, 8);
  if (length === 0) return made;
  made.writeInt32BE(length, 12);
  made.writeInt32BE(1, 16);
  return made;
};

/** Whole numbers of eight bytes. */
export const bigints = (values: readonly (number | bigint | null)[]): Buffer => {
  let size = header;
  for (const value of values) size += value === null ? 4 : 12;
  const made = begun(size, elements.bigint, values.length);
  let at = header;
  for (const value of values) {
    at = made.writeInt32BE(value === null ? -1 : 8, at);
    if (typeof value === 'bigint') at = made.writeBigInt64BE(value, at);
    else if (value !== null) {
      at = made.writeInt32BE(Math.floor(value / 2 ** 32), at);
      at = made.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at);
    }
  }
  return made;
};

/** Whole numbers of four bytes, none null. */
export const integers = (values: readonly number[]): Buffer => {
  const made = begun(header + 8 * values.length, elements.integer, values.length);
  let at = header;
  for (const value of values) at = made.writeInt32BE(value, made.writeInt32BE(4, at));
  return made;
};

export const texts = (values: readonly (string | null)[]): Buffer => {
  const sizes = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  let size = header;
  for (const one of sizes) size += 4 + Math.max(one, 0);
  const made = begun(size, elements.text, values.length);
  let at = header;
  values.forEach((value, place) => {
    at = made.writeInt32BE(sizes[place] as number, at);
    if (value !== null) at += made.write(value, at);
  });
  return made;
};

export const byteas = (values: readonly (Uint8Array | null)[]): Buffer => {
  let size = header;
  for (const value of values) size += 4 + (value?.length ?? 0);
  const made = begun(size, elements.bytea, values.length);
  let at = header;
  for (const value of values) {
    at = made.writeInt32BE(value?.length ?? -1, at);
    if (value) {
      made.set(value, at);
      at += value.length;
    }
  }
  return made;
};
