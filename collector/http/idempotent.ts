/** The same request again, known by its `Idempotency-Key`: answered with the row that the first one made. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import type { Staff } from '../register/staff.ts';
import { must, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { Parameter } from './describe.ts';

const find = sql`
  select row_id as id, body_digest as digest from idempotency_keys
  where controller_id = :controller and staff_id = :staff and key_hash = :key`;
const remember = sql`
  insert into idempotency_keys (controller_id, staff_id, key_hash, body_digest, row_id, created)
  values (:controller, :staff, :key, :digest, :id, :now)
  on conflict (controller_id, staff_id, key_hash) do nothing
  returning 1 as done`;

export const idempotencyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text that is new for each thing to be made: the same request sent again makes nothing new, for a day.',
};

/** A number in the place of an id: of those rows that are numbered. */
export const numberAsId = (number: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return new Uint8Array(bytes);
};
export const numberOfId = (id: Uint8Array): number => Number(Buffer.from(id).readBigUInt64BE());

const sha256 = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest();

export interface Repeatable {
  /** The row that this request made before; undefined where it is new. */
  before(): Promise<Uint8Array | undefined>;
  /** What the write that makes the row needs beside. */
  remembering(id: Uint8Array): Statement[];
}

/** Of this request with this body, as it was read. */
export const repeatable = (c: Context, store: Store, who: Staff, body: unknown, now: number): Repeatable => {
  const given = c.req.header('idempotency-key');
  if (given === undefined) return { before: async () => undefined, remembering: () => [] };
  if (!/^[\x21-\x7e]{1,200}$/.test(given))
    throw new Problem('wrong-request', 'Idempotency-Key is 1 to 200 visible ASCII characters.');
  const { controller, staff } = who;
  const key = sha256(c.req.path, given, String(who.home));
  const digest = sha256(JSON.stringify(body));
  return {
    before: async () => {
      const [row] = await store.read<{ id: Uint8Array; digest: Uint8Array }>(find, {
        controller,
        staff,
        key,
      });
      if (!row) return undefined;
      if (Buffer.compare(row.digest, digest) === 0) return row.id;
      throw new Problem(
        'another-body',
        'This Idempotency-Key came with another body before: take a new one.',
      );
    },
    remembering: (id) => [must(statement(remember, { controller, staff, key, digest, id, now }))],
  };
};
