/** Secret keys of sites and staff: 32 random bytes, shown once, kept as a hash, found through the directory. */
import { createHash } from 'node:crypto';
import { type Store, sql } from '../store/store.ts';

/** What is kept of a key. The key is random, so a fast hash is enough: there is nothing to guess from. */
export const keyHash = (key: string): Uint8Array => createHash('sha256').update(key, 'utf8').digest();

/** The hash as the directory writes it. */
export const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

const find = sql`select controller_id as controller from directory where kind = :kind and key = :key`;

/** The controller that a key belongs to, with the key's hash; undefined for an unknown key. */
export const findKey = async (
  store: Store,
  kind: 'site_key' | 'staff_key',
  key: string,
): Promise<{ controller: number; hash: Uint8Array } | undefined> => {
  const hash = keyHash(key);
  const [row] = await store.read<{ controller: number }>(find, { kind, key: hex(hash) });
  return row && { controller: row.controller, hash };
};
