/** Members of the register between the wire and the table. */
import { fromUuid, toUuid } from '../bytes.ts';
import type { Value } from '../store/store.ts';
import { type Columns, type FieldKind, type Fields, isReference, type NounRow } from './noun.ts';

/** What JSON says of a member. */
export type Wire = unknown;

/** The value as the table has it; it was checked by the noun's schema. Empty text is nothing. */
export const toColumn = (kind: FieldKind, value: Wire): Value => {
  if (value === null || value === undefined) return null;
  if (isReference(kind)) return fromUuid(String(value));
  switch (kind) {
    case 'time':
      return Date.parse(String(value));
    case 'flag':
      return value === true ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
    case 'number':
      return Number(value);
    default:
      return String(value).normalize('NFC').trim() || null;
  }
};

/** The value as the wire has it. */
export const toWire = (kind: FieldKind, value: Value | undefined): Wire => {
  if (value === null || value === undefined) return null;
  if (isReference(kind)) return toUuid(value as Uint8Array);
  switch (kind) {
    case 'time':
      return new Date(Number(value)).toISOString();
    case 'flag':
      return value === 1;
    case 'json':
      return JSON.parse(String(value)) as Wire;
    default:
      return value;
  }
};

/** All members as the table has them; what is not given is nothing. */
export const toColumns = (fields: Fields, given: Readonly<Record<string, Wire>>): Columns =>
  Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, toColumn(kind, given[name])]));

/** The members of a row as the wire has them. */
export const fromRow = (fields: Fields, row: NounRow): Record<string, Wire> =>
  Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, toWire(kind, row[name])]));
