/** Unsubscriptions: what an address no longer wants, where it is not everything; kept as keyed hashes, so that an old list brings nothing back. */
import { type Statement, sql, statement } from '../store/store.ts';
import type { Mark } from './suppressions.ts';

/** What a permission is for. */
export interface Scope {
  channel: string;
  purpose: string;
  productGroup: string | null;
}

const insert = sql`
  insert into unsubscriptions (controller_id, mark, channel, purpose, product_group, key_version, since)
  values (:controller, :mark, :channel, :purpose, :productGroup, :version, :now)
  on conflict (controller_id, mark, channel, purpose, product_group) do nothing`;
// Whoever said no to all products and then yes to some said no to the others by ending those permissions.
const drop = sql`
  delete from unsubscriptions
  where controller_id = :controller and mark = :mark and channel = :channel and purpose = :purpose
    and (product_group = '' or product_group = :productGroup or :productGroup = '')`;

/** From now on the address is not written to for this. */
export const unsubscribe = (
  controller: number,
  marks: readonly Mark[],
  { channel, purpose, productGroup }: Scope,
  now: number,
): Statement[] =>
  marks.map(({ version, mark }) =>
    statement(insert, { controller, mark, version, channel, purpose, productGroup: productGroup ?? '', now }),
  );

/** The person wants it again. */
export const resubscribe = (
  controller: number,
  marks: readonly Mark[],
  { channel, purpose, productGroup }: Scope,
): Statement[] =>
  marks.map(({ mark }) =>
    statement(drop, { controller, mark, channel, purpose, productGroup: productGroup ?? '' }),
  );
