/** Unsubscriptions: what an address no longer wants, where it is not everything; kept as keyed hashes, so that an old list brings nothing back. */
import type { ToldScope } from '../ledger/journalEntry.ts';
import { type Readable, type Statement, sql, statement } from '../store/store.ts';
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

// Who wanted no more of something at one address does not want it at the other.
const share = sql`
  insert into unsubscriptions (controller_id, mark, channel, purpose, product_group, key_version, since)
  select u.controller_id, k.mark, u.channel, u.purpose, u.product_group, k.key_version, u.since
  from address_marks m
  join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
  join address_marks k on k.controller_id = m.controller_id and k.person_id = :to and k.channel = m.channel
  where m.controller_id = :controller and m.person_id = :from and u.since >= :since
  on conflict (controller_id, mark, channel, purpose, product_group) do nothing`;
const shareScope = sql`
  insert into unsubscriptions (controller_id, mark, channel, purpose, product_group, key_version, since)
  select controller_id, mark, :channel, :purpose, :productGroup, key_version, :now from address_marks
  where controller_id = :controller and person_id = :person and channel = :marked
  on conflict (controller_id, mark, channel, purpose, product_group) do nothing`;
const ofPerson = sql`
  select distinct m.channel as marked, u.channel, u.purpose, u.product_group as "productGroup"
  from address_marks m
  join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
  where m.controller_id = :controller and m.person_id = :person`;

/** What the addresses of one person do not want since a time, those of another do not want either. */
export const shareUnsubscriptions = (
  controller: number,
  { from, to, since }: { from: Uint8Array; to: Uint8Array; since: number },
): Statement => statement(share, { controller, from, to, since });

/** Whatever addresses the person has, none of them wants this. */
export const unsubscribePerson = (
  controller: number,
  person: Uint8Array,
  { marked, channel, purpose, productGroup }: ToldScope,
  now: number,
): Statement =>
  statement(shareScope, {
    controller,
    person,
    marked,
    channel,
    purpose,
    productGroup: productGroup ?? '',
    now,
  });

/** What none of these people wants at some address, for the journal. */
export const unsubscribedOf = async (
  store: Readable,
  controller: number,
  persons: readonly Uint8Array[],
): Promise<ToldScope[]> =>
  (
    await Promise.all(persons.map((person) => store.read<ToldScope>(ofPerson, { controller, person })))
  ).flat();
